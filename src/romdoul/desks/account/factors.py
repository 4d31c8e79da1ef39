"""One's own second factors: another app, passkeys, recovery codes."""

from allauth.mfa.webauthn.internal.auth import begin_registration
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from romdoul.actions.staff_account import (
    add_passkey,
    add_totp,
    remove_second_factor,
    renew_recovery_codes,
)
from romdoul.desks.asking import attempt
from romdoul.desks.needs import StaffRequest, needs
from romdoul.desks.sign_in.forms import FirstCodeForm
from romdoul.desks.sign_in.passkeys import AddPasskeyForm
from romdoul.desks.sign_in.totp import PENDING_SECRET, totp_picture
from romdoul.desks.sign_in.views import posted
from romdoul.kernel.errors import BadInput
from romdoul.staff.rights import Right

own = needs(Right.ACCOUNT_OWN)


@own
def app(request: StaffRequest) -> HttpResponse:
    """Add an authenticator app, once it shows the right code."""
    worker = request.desk.worker  # type: ignore[attr-defined]
    form = FirstCodeForm(posted(request))
    secret = request.session.get(PENDING_SECRET, "")
    codes = attempt(
        form,
        lambda: add_totp(worker, secret=secret, code=form.cleaned_data["code"]),
    )
    if codes is None:
        context = {"form": form, **totp_picture(request, worker)}
        status = 422 if form.is_bound else 200
        return render(request, "desks/account/app.html", context, status=status)
    request.session.pop(PENDING_SECRET, None)
    return _show(request, codes)


@own
def passkey(request: StaffRequest) -> HttpResponse:
    """Add a passkey that the browser makes."""
    worker = request.desk.worker  # type: ignore[attr-defined]
    form = AddPasskeyForm(user=worker, data=posted(request))
    if form.is_valid():
        try:
            credential = form.cleaned_data["credential"]
            return _show(request, add_passkey(worker, credential=credential))
        except BadInput as error:
            form.add_error(None, str(error.message))
    context = {
        "form": form,
        "js_data": {"creation_options": begin_registration(worker, passwordless=False)},
    }
    status = 422 if form.is_bound else 200
    return render(request, "desks/account/passkey.html", context, status=status)


@require_POST
@own
def codes(request: StaffRequest) -> HttpResponse:
    """Make new recovery codes and show them once."""
    worker = request.desk.worker  # type: ignore[attr-defined]
    return _show(request, renew_recovery_codes(worker))


@require_POST
@own
def remove(request: StaffRequest, *, pk: int) -> HttpResponse:
    """Remove a second factor; the last one stays."""
    worker = request.desk.worker  # type: ignore[attr-defined]
    try:
        remove_second_factor(worker, pk=pk)
    except BadInput as error:
        sheet = {"heading": _("Second step"), "said": error.message}
        return render(request, "desks/account/kept.html", sheet, status=422)
    return redirect("account")


def _show(request: StaffRequest, codes: list[str]) -> HttpResponse:
    if not codes:
        return redirect("account")
    context = {"codes": codes, "onward": "/account/"}
    return render(request, "desks/sign_in/codes.html", context)
