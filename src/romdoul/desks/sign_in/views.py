"""Password, invitation, sign-out, lock and unlock."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
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
from romdoul.doors.forms import InvitationForm, SignInForm
from romdoul.doors.routes import GET_POST, open_door, posted, safe_next
from romdoul.doors.steps import lead_on
from romdoul.kernel.errors import BadInput, NotFound, WrongPassword
from romdoul.queries.staff import check_number_of
from romdoul.staff.sessions import Begun

# One sentence for every failure: it does not tell who works here.
NOT_OPENED = gettext_noop(
    "This does not open anything. Check the code name and the password. After"
    " several tries, wait a quarter of an hour."
)


def enter(request: HttpRequest, begun: Begun, onward: str = "/") -> HttpResponseBase:
    """Let allauth lead on to the second step, with the ring waiting five minutes."""
    request.session.flush()
    hand_over(request, begun)
    return lead_on(request, begun, onward)


@open_door
@GET_POST
def sign_in_page(request: HttpRequest) -> HttpResponseBase:
    """Ask for name and password."""
    if getattr(request, "actor", None) is not None:
        return redirect("/")
    onward = {"next": request.GET.get("next", "")}
    form = SignInForm(posted(request), initial=onward)
    if form.is_valid():
        try:
            begun = sign_in(
                username=form.cleaned_data["login"],
                password=form.cleaned_data["password"],
            )
        except WrongPassword:
            form.add_error(None, _(NOT_OPENED))
        except BadInput as error:
            form.add_error(None, str(error.message))
        else:
            return enter(request, begun, safe_next(form.cleaned_data["next"]))
    status = 422 if form.is_bound else 200
    return render(request, "desks/sign_in/sign_in.html", {"form": form}, status=status)


@open_door
@GET_POST
def invitation(request: HttpRequest) -> HttpResponseBase:
    """Take a one-time code and a new password; then the second factor is set up."""
    form = InvitationForm(posted(request))
    if form.is_valid():
        typed = form.cleaned_data
        try:
            begun = accept_invitation(code=typed["code"], password=typed["password"])
        except NotFound:
            form.add_error("code", _("This code is not right, was used, or is over."))
        except BadInput as error:
            form.add_error(error.field or None, str(error.message))
        else:
            return enter(request, begun)
    status = 422 if form.is_bound else 200
    return render(
        request, "desks/sign_in/invitation.html", {"form": form}, status=status
    )


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
