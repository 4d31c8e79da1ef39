"""allauth's passkey forms, for answers that no browser would send."""

from struct import error as StructError  # noqa: N812 - its own name is too plain
from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django import forms
from django.utils.translation import gettext as _

# What fido2 and cbor raise on bytes that were made up.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    InvalidSignature,
    LookupError,
    RecursionError,
    StructError,
    TypeError,
    UnsupportedAlgorithm,
    ValueError,
)


class _Careful(forms.Form):
    """Says that an answer cannot be read, where the library would fall over."""

    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Clean the form; what cannot be read is an error of the form."""
        try:
            super().full_clean()
        except UNREADABLE:
            self.cleaned_data = {}
            self.add_error(None, _("The passkey was not accepted. Try again."))


class AddPasskeyForm(_Careful, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey that the browser has just made."""


class PasskeyForm(_Careful, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey's answer to the challenge."""
