"""allauth as we bend it: it leads through the steps and opens no door alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest
from django.shortcuts import redirect

from romdoul.kernel.errors import NotFound


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up, no mail, no password of allauth's, no login that nobody began."""

    def start(self, request: HttpRequest, user: Any) -> None:  # noqa: ANN401
        """Make the session that the password began active.

        Raises NotFound: there is none, or it waited too long.
        """
        raise NotImplementedError

    def get_login_stages(self) -> list[str]:
        """Return the steps after the password: set up a second factor, give it."""
        return [
            "romdoul.doors.stages.SetUpStage",
            "allauth.mfa.stages.AuthenticateStage",
        ]

    def login(self, request: HttpRequest, user: Any) -> None:  # noqa: ANN401
        """Sign in, if a password was given minutes ago; else begin again."""
        try:
            self.start(request, user)
        except NotFound:
            request.session.flush()
            raise ImmediateHttpResponse(redirect("account_login")) from None
        super().login(request, user)

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: people come in by invitation."""
        return False

    def authenticate(self, _request: HttpRequest, **_credentials: Any) -> None:
        """Find nobody: a password is proved in one place, and that is not here."""

    def reauthenticate(self, _user: Any, _password: str) -> bool:  # noqa: ANN401
        """Say no: there is no reauthentication by the library."""
        return False

    def set_password(self, _user: Any, _password: str) -> None:  # noqa: ANN401
        """Refuse: only ``change_password`` changes one. Raises TypeError always."""
        raise TypeError("a password is not set by the library")

    def send_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Send nothing, ever."""

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing: messages would stand in the session."""

    def get_client_ip(self, _request: HttpRequest) -> str:
        """Return nothing: no address is kept; limits go by account."""
        return ""
