"""The second step: a code or a passkey; and, the first time, setting one up."""

from collections.abc import Callable

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from romdoul.actions.staff_account import add_totp
from romdoul.actions.staff_sign_in import refuse_second_factor
from romdoul.desks.cookies import SESSION_FIELD, take_back
from romdoul.desks.needs import open_door
from romdoul.desks.sign_in.forms import CodeForm, FirstCodeForm
from romdoul.desks.sign_in.passkeys import PasskeyForm
from romdoul.desks.sign_in.stages import SetUpStage
from romdoul.desks.sign_in.totp import PENDING_SECRET, totp_picture
from romdoul.kernel.errors import BadInput
from romdoul.queries.staff import has_passkey
from romdoul.staff.second_factor import has_factor

View = Callable[[HttpRequest], HttpResponseBase]


def _at(stage: str) -> Callable[[View], View]:
    """Let in only a sign-in that has come to this step; else it begins anew."""
    needed: Callable[[View], View] = login_stage_required(
        stage=stage, redirect_urlname="account_login"
    )
    return needed


@open_door
@_at(AuthenticateStage.key)
def code(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code of the app, a recovery code, or the passkey."""
    stage = request._login_stage  # type: ignore[attr-defined] # noqa: SLF001
    worker = stage.login.user
    by_passkey = "credential" in request.POST
    posted = request.POST if request.method == "POST" else None
    form = CodeForm(user=worker, data=None if by_passkey else posted)
    passkey = PasskeyForm(user=worker, data=posted if by_passkey else None)
    sent = passkey if by_passkey else form
    if sent.is_valid():
        sent.save()
        response: HttpResponseBase = stage.exit()
        return response
    if sent.is_bound and _refused(request, worker):
        return redirect("account_login")
    context = {"form": form, "passkey_form": passkey, "wrong_passkey": passkey.errors}
    if has_passkey(worker):
        context["js_data"] = {"request_options": begin_authentication(worker)}
    status = 422 if sent.is_bound else 200
    return render(request, "desks/sign_in/code.html", context, status=status)


def _refused(request: HttpRequest, worker: object) -> bool:
    """Count the wrong code; say whether the sign-in begins again."""
    session_id = request.session.get(SESSION_FIELD, "")
    over = refuse_second_factor(worker, session_id=session_id)  # type: ignore[arg-type]
    if over:
        take_back(request)
    return over


@open_door
@_at(SetUpStage.key)
def set_up(request: HttpRequest) -> HttpResponseBase:
    """Set up an authenticator app before anything else; then show recovery codes."""
    stage: SetUpStage = request._login_stage  # type: ignore[attr-defined] # noqa: SLF001
    worker = stage.login.user
    if has_factor(worker):
        return stage.finish()
    form = FirstCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            codes = add_totp(
                worker,
                secret=request.session.get(PENDING_SECRET, ""),
                code=form.cleaned_data["code"],
            )
        except BadInput as error:
            form.add_error("code", str(error.message))
        else:
            request.session.pop(PENDING_SECRET, None)
            return render(request, "desks/sign_in/codes.html", {"codes": codes})
    context = {"form": form, **totp_picture(request, worker)}
    status = 422 if form.is_bound else 200
    return render(request, "desks/sign_in/set_up.html", context, status=status)
