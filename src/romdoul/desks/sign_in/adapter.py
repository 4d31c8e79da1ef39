"""allauth as the desks bend it: it leads through the steps and opens no door alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest
from django.shortcuts import redirect

from romdoul.actions.staff_sign_in import start_session
from romdoul.desks.cookies import SESSION_FIELD
from romdoul.kernel.errors import NotFound


class DeskAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up, no mail, no password but the key ring's, no login without a ring."""

    def get_login_stages(self) -> list[str]:
        """Return the steps after the password: set up a second factor, give it."""
        return [
            "romdoul.desks.sign_in.stages.SetUpStage",
            "allauth.mfa.stages.AuthenticateStage",
        ]

    def login(self, request: HttpRequest, user: Any) -> None:  # noqa: ANN401
        """Make the session active; without a ring opened minutes ago, begin again."""
        try:
            start_session(user, session_id=request.session.get(SESSION_FIELD, ""))
        except NotFound:
            request.session.flush()
            raise ImmediateHttpResponse(redirect("account_login")) from None
        super().login(request, user)

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: people come in by invitation."""
        return False

    def authenticate(self, _request: HttpRequest, **_credentials: Any) -> None:
        """Find nobody: a password is checked by opening the key ring."""

    def reauthenticate(self, _user: Any, _password: str) -> bool:  # noqa: ANN401
        """Say no: there is no reauthentication without the ring."""
        return False

    def set_password(self, _user: Any, _password: str) -> None:  # noqa: ANN401
        """Refuse: only ``change_password`` re-locks a ring. Raises TypeError always."""
        raise TypeError("a password is what opens the key ring; it is not set")

    def send_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Send nothing, ever."""

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing: messages would stand in the session."""

    def get_client_ip(self, _request: HttpRequest) -> str:
        """Return nothing: no address is kept; limits go by account."""
        return ""
