"""The second step: a code or a passkey; and, the first time, setting one up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from romdoul.doors.factors import has_factor, has_passkey
from romdoul.doors.forms import CodeForm, FirstCodeForm
from romdoul.doors.passkeys import PasskeyForm
from romdoul.doors.routes import open_door, posted
from romdoul.doors.stages import SetUpStage
from romdoul.doors.totp import PENDING_SECRET, totp_picture
from romdoul.kernel.errors import BadInput

View = Callable[[HttpRequest], HttpResponseBase]
# A worker or an editor: whoever has an account in this process.
Person = Any


@dataclass(frozen=True, slots=True)
class SecondStep:
    """The views of the second step; what is recorded of it is the house's.

    ``refuse`` counts a wrong code and says whether the sign-in is over; ``add_totp``
    adds an app once its first code is right and returns recovery codes.
    """

    refuse: Callable[[HttpRequest, Person], bool]
    add_totp: Callable[..., list[str]]

    def code(self) -> View:
        """Return the view that asks for a code of the app, or the passkey."""
        return open_door(_at(AuthenticateStage.key)(self._code))

    def set_up(self) -> View:
        """Return the view that sets up an app, then shows recovery codes."""
        return open_door(_at(SetUpStage.key)(self._set_up))

    def _code(self, request: HttpRequest) -> HttpResponseBase:
        stage = request._login_stage  # type: ignore[attr-defined] # noqa: SLF001
        person = stage.login.user
        by_passkey = "credential" in request.POST
        form = CodeForm(user=person, data=None if by_passkey else posted(request))
        passkey = PasskeyForm(user=person, data=posted(request) if by_passkey else None)
        sent = passkey if by_passkey else form
        if sent.is_valid():
            sent.save()
            response: HttpResponseBase = stage.exit()
            return response
        if sent.is_bound and self.refuse(request, person):
            return redirect("account_login")
        context = {
            "form": form,
            "passkey_form": passkey,
            "wrong_passkey": passkey.errors,
        }
        if has_passkey(person):
            context["js_data"] = {"request_options": begin_authentication(person)}
        status = 422 if sent.is_bound else 200
        return render(request, "doors/code.html", context, status=status)

    def _set_up(self, request: HttpRequest) -> HttpResponseBase:
        stage: SetUpStage = request._login_stage  # type: ignore[attr-defined] # noqa: SLF001
        person = stage.login.user
        if has_factor(person):
            return stage.finish()
        form = FirstCodeForm(posted(request))
        if form.is_valid():
            try:
                codes = self.add_totp(
                    person,
                    secret=request.session.get(PENDING_SECRET, ""),
                    code=form.cleaned_data["code"],
                )
            except BadInput as error:
                form.add_error("code", str(error.message))
            else:
                request.session.pop(PENDING_SECRET, None)
                return render(request, "doors/codes.html", {"codes": codes})
        context = {"form": form, **totp_picture(request, person)}
        status = 422 if form.is_bound else 200
        return render(request, "doors/set_up.html", context, status=status)


def lead_on(request: HttpRequest, begun: object, onward: str) -> HttpResponseBase:
    """Let allauth lead whoever gave a password on to the second step."""
    user = authenticate(request, begun=begun)
    login = Login(user=user, redirect_url=onward)
    named = {"username": getattr(user, "username", "")}
    response: HttpResponseBase = perform_password_login(request, named, login)
    return response


def _at(stage: str) -> Callable[[View], View]:
    """Let in only a sign-in that has come to this step; else it begins anew."""
    needed: Callable[[View], View] = login_stage_required(
        stage=stage, redirect_urlname="account_login"
    )
    return needed
