"""Password, invitation, sign-out, lock and unlock."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from romdoul.actions.staff_sign_in import (
    accept_invitation,
    end_session,
    lock_session,
    sign_in,
    unlock_session,
)
from romdoul.desks.cookies import hand_over, take_back
from romdoul.desks.sign_in.forms import UnlockForm
from romdoul.doors.routes import GET_POST, open_door, posted, safe_next
from romdoul.doors.steps import lead_on
from romdoul.doors.way_in import WayIn
from romdoul.kernel.errors import NotFound, WrongPassword
from romdoul.queries.staff import check_number_of
from romdoul.staff.sessions import Begun


def enter(request: HttpRequest, begun: Begun, onward: str = "/") -> HttpResponseBase:
    """Let allauth lead on to the second step, with the ring waiting five minutes."""
    request.session.flush()
    hand_over(request, begun)
    return lead_on(request, begun, onward)


_way = WayIn(
    sign_in=sign_in,
    accept_invitation=accept_invitation,
    enter=enter,
    is_in=lambda request: getattr(request, "actor", None) is not None,
    folder="desks/sign_in",
)
sign_in_page, invitation = _way.sign_in_page(), _way.invitation()


@open_door
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session; the browser forgets its key."""
    desk = getattr(request, "desk", None)
    if desk is not None:
        end_session(desk.worker, session_id=desk.pk)
    take_back(request)
    return redirect("account_login")


@open_door
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock by hand."""
    desk = getattr(request, "desk", None)
    if desk is None:
        return redirect("account_login")
    lock_session(desk.worker, session_id=desk.pk)
    if request.headers.get("X-Poll") is not None:
        return HttpResponse(status=204)
    return redirect("unlock")


@open_door
@GET_POST
def unlock(request: HttpRequest) -> HttpResponseBase:
    """Take the password again and go on where one was."""
    desk = getattr(request, "desk", None)
    if desk is None:
        return redirect("account_login")
    form = UnlockForm(posted(request))
    if not form.is_valid():
        return _ask_again(request, wrong=form.is_bound)
    try:
        begun = unlock_session(desk, password=form.cleaned_data["password"])
    except WrongPassword:
        return _ask_again(request, wrong=True)
    except NotFound:
        take_back(request)
        return redirect("account_login")
    hand_over(request, begun)
    return redirect(safe_next(form.cleaned_data["next"]))


def _ask_again(request: HttpRequest, *, wrong: bool) -> HttpResponse:
    onward = request.POST.get("next", "")
    context = {
        "action": "/unlock/",
        "field": "password",
        "next": safe_next(onward),
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return render(request, "desk/423.html", context, status=status)


@open_door
def waiting(request: HttpRequest) -> HttpResponseBase:
    """Tell a new worker that a manager has still to certify their keys."""
    worker = getattr(request, "waiting", None)
    if worker is None:
        return redirect("/")
    number = check_number_of(worker)
    return render(request, "desks/sign_in/waiting.html", {"number": number})
