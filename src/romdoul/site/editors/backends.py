"""The only way for Django to know an editor: a password that was proved just now."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from romdoul.site.editors.sessions import Begun


class ProvedBackend(ModelBackend):
    """Accepts a sign-in begun with a password, and answers what groups may do.

    A name and a password given to Django's ``authenticate`` find nobody here.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **how: Any,
    ) -> Any:  # noqa: ANN401 - the type checker's account is a worker
        """Return the editor whose password was proved."""
        del request, username, password
        begun = how.get("begun")
        return begun.editor if isinstance(begun, Begun) else None
