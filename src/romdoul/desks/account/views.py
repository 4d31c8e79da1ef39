"""One's own account: password, language, sessions, new keys."""

from collections.abc import Callable

from django.contrib.auth import HASH_SESSION_KEY
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from romdoul.actions.staff_account import (
    change_language,
    change_password,
    prepare_new_keys,
    take_up_new_keys,
)
from romdoul.actions.staff_sign_in import end_other_sessions, end_session
from romdoul.desks.account.forms import ConfirmForm
from romdoul.desks.cookies import hand_over
from romdoul.desks.needs import StaffRequest, needs
from romdoul.doors.asking import attempt
from romdoul.doors.forms import ChangePasswordForm, LanguageForm
from romdoul.doors.routes import posted
from romdoul.kernel.errors import BadInput, WrongPassword
from romdoul.queries.staff import get_account
from romdoul.staff.rights import Right
from romdoul.staff.sessions import Begun

own = needs(Right.ACCOUNT_OWN)


@own
def account(request: StaffRequest) -> HttpResponse:
    """Show the account: second factors, sessions, keys, requests about it."""
    context = {"account": get_account(request.actor), "here": request.actor.session_id}
    return render(request, "desks/account/account.html", context)


@own
def password(request: StaffRequest) -> HttpResponse:
    """Change the password; every other session ends."""
    form = ChangePasswordForm(posted(request))
    desk = request.desk  # type: ignore[attr-defined]
    begun = attempt(
        form,
        _with_password(
            lambda: change_password(
                desk,
                old=form.cleaned_data["old"],
                new=form.cleaned_data["password"],
            ),
            field="old",
        ),
    )
    if begun is None:
        return _form(request, form, _("Change the password"), _("Change the password"))
    return _stay(request, begun)


@own
def language(request: StaffRequest) -> HttpResponse:
    """Choose the language of the desks."""
    form = LanguageForm(posted(request), initial={"language": request.actor.language})
    if not form.is_valid():
        return _form(request, form, _("Language"), _("Save"))
    change_language(request.actor, language=form.cleaned_data["language"])
    return redirect("account")


@require_POST
@own
def end(request: StaffRequest, *, session: str = "") -> HttpResponse:
    """End one of one's own sessions elsewhere, or all of them."""
    if session:
        end_session(request.actor, session_id=session)
    else:
        end_other_sessions(request.actor)
    return redirect("account")


@require_POST
@own
def new_keys(request: StaffRequest) -> HttpResponse:
    """Make new keys; the old ones serve until a manager has certified them."""
    prepare_new_keys(request.actor)
    return redirect("account")


@own
def take_up(request: StaffRequest) -> HttpResponse:
    """Begin to use the new keys, with the password."""
    form = ConfirmForm(posted(request))
    desk = request.desk  # type: ignore[attr-defined]
    begun = attempt(
        form,
        _with_password(
            lambda: take_up_new_keys(
                request.actor, desk, password=form.cleaned_data["password"]
            ),
            field="password",
        ),
    )
    if begun is None:
        return _form(request, form, _("Take up the new keys"), _("Take them up"))
    return _stay(request, begun)


def _with_password(act: Callable[[], Begun], *, field: str) -> Callable[[], Begun]:
    """Say beside the field that the password was not the right one."""

    def tried() -> Begun:
        try:
            return act()
        except WrongPassword:
            raise BadInput(_("That is not the password."), field=field) from None

    return tried


def _stay(request: HttpRequest, begun: Begun) -> HttpResponse:
    """Go on in this browser with a ring that was locked anew."""
    request.session[HASH_SESSION_KEY] = begun.worker.get_session_auth_hash()
    hand_over(request, begun)
    return redirect("account")


def _form(request: HttpRequest, form: Form, heading: str, verb: str) -> HttpResponse:
    sheet = {"heading": heading, "verb": verb, "back": "/account/"}
    if "password" in form.fields:
        # A browser that keeps passwords has to know whose this is.
        sheet["username"] = request.user.get_username()
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "sheet": sheet}
    return render(request, "desks/sheet.html", context, status=status)
