"""allauth at the desks: no login without a key ring opened minutes ago."""

from typing import Any

from django.http import HttpRequest

from romdoul.actions.staff_sign_in import start_session
from romdoul.desks.cookies import SESSION_FIELD
from romdoul.doors.adapter import ClosedAdapter


class DeskAdapter(ClosedAdapter):
    """Signs in whoever opened a ring and gave the second factor."""

    def start(self, request: HttpRequest, user: Any) -> None:  # noqa: ANN401
        """Make the session active; raise NotFound without a ring that waits."""
        start_session(user, session_id=request.session.get(SESSION_FIELD, ""))
