"""The browser's half of a session: set, dropped, and never readable by a script."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from romdoul.staff.sessions import LIFE, Begun

DESK_KEY = "desk_key"
# Where the Django session names the desk session it belongs to.
SESSION_FIELD = "desk"
# The language of who has given a password and is nobody yet.
LANGUAGE_FIELD = "language"


def hand_over(request: HttpRequest, begun: Begun) -> None:
    """Let the answer to this request carry the session's key."""
    request.session[SESSION_FIELD] = begun.session.pk
    request.session[LANGUAGE_FIELD] = begun.worker.language
    request.desk_key = begun.cookie_text()  # type: ignore[attr-defined]


def take_back(request: HttpRequest) -> None:
    """Forget the session and let the answer drop the browser's key."""
    request.session.flush()
    request.desk_key = ""  # type: ignore[attr-defined]


def carry(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write onto the answer what the request has decided about the key."""
    text = getattr(request, "desk_key", None)
    if text:
        response.set_cookie(
            DESK_KEY,
            text,
            max_age=int(LIFE.total_seconds()),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Strict",
        )
    elif text == "":
        response.delete_cookie(DESK_KEY, samesite="Strict")
