"""Password, invitation, second step and sign-out of the editing process."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from romdoul.doors.routes import open_door
from romdoul.doors.steps import SecondStep, lead_on
from romdoul.doors.way_in import WayIn
from romdoul.site.editing.gate import SESSION_FIELD, take_back
from romdoul.site.editors.own import add_totp
from romdoul.site.editors.sessions import Begun
from romdoul.site.editors.signing_in import (
    accept_invitation,
    end_session,
    refuse_second_factor,
    sign_in,
)


@open_door
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    session = getattr(request, "editing", None)
    if session is not None:
        end_session(session.editor, session_id=session.pk)
    take_back(request)
    return redirect("account_login")


def _enter(request: HttpRequest, begun: Begun, onward: str) -> HttpResponseBase:
    """Let allauth lead on to the second step, in a session that waits five minutes."""
    request.session.flush()
    request.session[SESSION_FIELD] = begun.session.pk
    request.session["language"] = begun.editor.language
    return lead_on(request, begun, onward)


def _refused(request: HttpRequest, editor: Any) -> bool:  # noqa: ANN401
    """Count the wrong code; say whether the sign-in begins again."""
    session_id = request.session.get(SESSION_FIELD, "")
    over = refuse_second_factor(editor, session_id=session_id)
    if over:
        take_back(request)
    return over


_way = WayIn(
    sign_in=sign_in,
    accept_invitation=accept_invitation,
    enter=_enter,
    is_in=lambda request: getattr(request, "editor", None) is not None,
    folder="editing",
)
sign_in_page, invitation = _way.sign_in_page(), _way.invitation()
_step = SecondStep(refuse=_refused, add_totp=add_totp)
code, set_up = _step.code(), _step.set_up()
