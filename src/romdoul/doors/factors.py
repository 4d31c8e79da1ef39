"""Somebody's second factors, through allauth's own: TOTP, passkeys, recovery codes.

A person is whoever has an account in this process: a worker, or an editor.
"""

from typing import Any, Protocol

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    validate_totp_code,
)
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.utils.translation import gettext as _

from romdoul.doors.sealing import FACTORS, SealedSecrets
from romdoul.kernel.errors import BadInput, NotFound

MOST_PASSKEYS = 10


class Person(Protocol):
    """Whoever the factors belong to, known by a handle."""

    @property
    def ref(self) -> str:
        """Return the handle, such as ``W-7K2M-9QXA``."""


def has_factor(person: Person) -> bool:
    """Say whether the person has a second factor (recovery codes alone are none)."""
    return bool(Authenticator.objects.filter(user=person, type__in=FACTORS).exists())


def has_passkey(person: Person) -> bool:
    """Say whether a passkey can be asked for."""
    keys = Authenticator.objects.filter(user=person)
    return bool(keys.filter(type=Authenticator.Type.WEBAUTHN).exists())


def list_factors(person: Person) -> list[Authenticator]:
    """Return every factor, recovery codes included, oldest first."""
    return list(Authenticator.objects.filter(user=person).order_by("pk"))


def new_secret() -> str:
    """Return a fresh TOTP secret, sealed, to wait in the session for its first code."""
    return str(encrypt(generate_totp_secret()))


def shown_secret(sealed: str) -> str:
    """Return a waiting secret in base 32, as an authenticator app takes it."""
    return str(decrypt(sealed))


def add_totp(person: Person, secret: str, code: str) -> list[str]:
    """Add a TOTP factor once its first code is right; return new recovery codes.

    Raises BadInput: the code is wrong, or there is such a factor already.
    """
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        raise BadInput(_("There is an authenticator app already."), field="code")
    plain = shown_secret(secret)
    if not validate_totp_code(plain, code):
        raise BadInput(
            _("This code is not right. Look at the clock of your phone."), field="code"
        )
    TOTP.activate(person, plain)
    return _first_codes(person)


def plant_totp(person: Person, secret: str) -> None:
    """Add a TOTP factor whose secret is known beforehand: for the demo alone."""
    TOTP.activate(person, secret)


def add_passkey(person: Person, credential: dict[str, Any]) -> list[str]:
    """Add a passkey whose answer has been verified; return new recovery codes.

    It has a number and no name: names that people give stand nowhere in the clear.

    Raises BadInput when there are too many.
    """
    keys = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    if keys.count() >= MOST_PASSKEYS:
        raise BadInput(_("Remove a passkey first: there are ten already."))
    WebAuthn.add(person, str(keys.count() + 1), credential)
    return _first_codes(person)


def _first_codes(person: Person) -> list[str]:
    codes = Authenticator.objects.filter(
        user=person, type=Authenticator.Type.RECOVERY_CODES
    )
    return [] if codes.exists() else renew_codes(person)


def renew_codes(person: Person) -> list[str]:
    """Make new recovery codes, of which the old ones are then none."""
    Authenticator.objects.filter(
        user=person, type=Authenticator.Type.RECOVERY_CODES
    ).delete()
    return list(RecoveryCodes.activate(person).get_unused_codes())


def codes_left(person: Person) -> int:
    """Return how many recovery codes are unused."""
    row = Authenticator.objects.filter(
        user=person, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return 0 if row is None else len(RecoveryCodes(row).get_unused_codes())


def remove_factor(person: Person, pk: int) -> str:
    """Remove a TOTP factor or a passkey; return which kind it was.

    Raises:
        NotFound: the person has no such factor.
        BadInput: it is the last one.
    """
    row = Authenticator.objects.filter(user=person, pk=pk, type__in=FACTORS).first()
    if row is None:
        raise NotFound(person.ref)
    if not SealedSecrets().can_delete_authenticator(row):
        raise BadInput(_("This is your last second factor. Add another one first."))
    row.delete()
    return str(row.type)


def forget_factors(person: Person) -> None:
    """Remove all of them: the next sign-in sets up new ones before anything else."""
    Authenticator.objects.filter(user=person).delete()
