"""Secrets of the second factor, encrypted under a key that is not in the database."""

import base64
import binascii
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from romdoul.kernel import serverkeys
from romdoul.kernel.errors import SealBroken
from romdoul.kernel.secret import Secret
from romdoul.vault.server import open_at_server, seal_at_server

_TABLE, _PURPOSE = "mfa_authenticator", "second-factor"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's adapter, with every secret sealed and no mail sent.

    The key is the process's own: ``settings.ROMDOUL_MFA_KEY`` names it.
    """

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        sealed = seal_at_server(_key(), text.encode(), table=_TABLE, purpose=_PURPOSE)
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret; raise SealBroken if it was not sealed here."""
        try:
            sealed = base64.b64decode(encrypted_text, validate=True)
        except binascii.Error:
            raise SealBroken("second-factor", "text") from None
        opened = open_at_server(_key(), sealed, table=_TABLE, purpose=_PURPOSE)
        return opened.decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Say no for the last second factor: nobody is left with a password alone."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def send_notification_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Send nothing: notices stand on the account's page and on the ledger."""


def _key() -> Secret:
    return serverkeys.load(settings.ROMDOUL_MFA_KEY)
