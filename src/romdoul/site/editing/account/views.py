"""One's own account: password, language, second factors, sessions."""

from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from romdoul.doors.asking import done
from romdoul.doors.factors import codes_left, list_factors
from romdoul.doors.forms import ChangePasswordForm, LanguageForm
from romdoul.doors.own import OwnFactors
from romdoul.doors.routes import GET_POST, posted
from romdoul.doors.sealing import FACTORS
from romdoul.kernel.errors import BadInput, WrongPassword
from romdoul.site.editors import own
from romdoul.site.editors.models import Stage
from romdoul.site.editors.signing_in import end_other_sessions
from romdoul.site.editors.signing_in import end_session as end_one


def _editor(request: HttpRequest) -> Any:  # noqa: ANN401
    return request.editor  # type: ignore[attr-defined]


def _here(request: HttpRequest) -> str:
    return str(request.editing.pk)  # type: ignore[attr-defined]


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show the account: second factors and sessions."""
    editor = _editor(request)
    active = editor.sessions.filter(stage=Stage.ACTIVE.value)
    shown = {
        "factors": [one for one in list_factors(editor) if one.type in FACTORS],
        "codes_left": codes_left(editor),
        "sessions": active.order_by("-last_seen_at"),
    }
    context = {"account": shown, "here": _here(request)}
    return render(request, "editing/account.html", context)


@GET_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other session ends."""
    editor, form = _editor(request), ChangePasswordForm(posted(request))

    def change() -> None:
        typed = form.cleaned_data
        try:
            own.change_password(
                editor, here=_here(request), old=typed["old"], new=typed["password"]
            )
        except WrongPassword:
            text = _("That is not the password.")
            raise BadInput(text, field="old") from None

    if not done(form, change):
        return _form(request, form, _("Change the password"), _("Change the password"))
    request.session[HASH_SESSION_KEY] = editor.get_session_auth_hash()
    return redirect("account")


@GET_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the editing."""
    editor = _editor(request)
    form = LanguageForm(posted(request), initial={"language": editor.language})
    if not form.is_valid():
        return _form(request, form, _("Language"), _("Save"))
    own.change_language(editor, language=form.cleaned_data["language"])
    return redirect("account")


@require_POST
def end(request: HttpRequest, *, session: str = "") -> HttpResponse:
    """End one of one's own sessions elsewhere, or all of them."""
    if session:
        end_one(_editor(request), session_id=session)
    else:
        end_other_sessions(_editor(request), here=_here(request))
    return redirect("account")


_factors = OwnFactors(
    person=_editor,
    add_totp=own.add_totp,
    add_passkey=own.add_passkey,
    renew_codes=own.renew_recovery_codes,
    remove_factor=own.remove_second_factor,
)
app, passkey = GET_POST(_factors.app), GET_POST(_factors.passkey)
codes, remove = require_POST(_factors.codes), require_POST(_factors.remove)


def _form(request: HttpRequest, form: Form, heading: str, verb: str) -> HttpResponse:
    sheet = {"heading": heading, "verb": verb, "back": "/account/"}
    if "password" in form.fields:
        # A browser that keeps passwords has to know whose this is.
        sheet["username"] = _editor(request).username
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "sheet": sheet}
    return render(request, "doors/sheet.html", context, status=status)
