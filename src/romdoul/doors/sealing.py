"""Secrets of the second factor, encrypted under a key that is not in the database."""

import base64
import binascii
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from romdoul.kernel import serverkeys
from romdoul.kernel.errors import SealBroken
from romdoul.vault.binding import Binding
from romdoul.vault.keys import derive
from romdoul.vault.opening import open_record
from romdoul.vault.records import seal_record

_BINDING = Binding("mfa_authenticator", "secret", 1, "server", 0)
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's adapter, with every secret sealed and no mail sent."""

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        key = derive(serverkeys.load("mfa.key"), "second-factor")
        return base64.b64encode(seal_record(key, text.encode(), _BINDING)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret; raise SealBroken if it was not sealed here."""
        key = derive(serverkeys.load("mfa.key"), "second-factor")
        try:
            sealed = base64.b64decode(encrypted_text, validate=True)
        except binascii.Error:
            raise SealBroken("second-factor", "text") from None
        return open_record(key, sealed, _BINDING).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say no for the last second factor: nobody is left with a password alone."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Send nothing: notices stand on the account's page and on the ledger."""
