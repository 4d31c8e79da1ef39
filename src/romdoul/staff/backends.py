"""The only way for Django to know a worker: a key ring that was opened just now."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from romdoul.staff.models import Worker
from romdoul.staff.sessions import Begun


class KeyRingBackend(BaseBackend):
    """Accepts a sign-in begun with an open key ring, and nothing else.

    A name and a password given to Django's ``authenticate`` find nobody here.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        *,
        begun: Begun | None = None,
        **_credentials: object,
    ) -> Worker | None:
        """Return the worker whose ring was opened."""
        del request
        return begun.worker if isinstance(begun, Begun) else None

    def get_user(self, user_id: int) -> Worker | None:
        """Return an active worker by key; who they may be, the desk's gate decides."""
        return Worker.objects.filter(pk=user_id, is_active=True).first()
