"""allauth at the editing: no login without a password proved minutes ago."""

from typing import Any

from django.http import HttpRequest

from romdoul.doors.adapter import ClosedAdapter
from romdoul.site.editing.gate import SESSION_FIELD
from romdoul.site.editors.signing_in import start_session


class EditAdapter(ClosedAdapter):
    """Signs in whoever proved a password and gave the second factor."""

    def start(self, request: HttpRequest, user: Any) -> None:  # noqa: ANN401
        """Make the session active; raise NotFound without one that waits."""
        start_session(user, session_id=request.session.get(SESSION_FIELD, ""))
