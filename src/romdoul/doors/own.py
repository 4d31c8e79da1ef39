"""One's own second factors: another app, passkeys, recovery codes."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.webauthn.internal.auth import begin_registration
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from romdoul.doors.asking import attempt
from romdoul.doors.forms import FirstCodeForm
from romdoul.doors.passkeys import AddPasskeyForm
from romdoul.doors.routes import posted
from romdoul.doors.steps import Person
from romdoul.doors.totp import PENDING_SECRET, totp_picture
from romdoul.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class OwnFactors:
    """The views of one's own second factors; who may ask for them, the house says.

    ``person`` is whose account it is; the rest is what is done and recorded.
    """

    person: Callable[[HttpRequest], Person]
    add_totp: Callable[..., list[str]]
    add_passkey: Callable[..., list[str]]
    renew_codes: Callable[[Person], list[str]]
    remove_factor: Callable[..., object]

    def app(self, request: HttpRequest) -> HttpResponse:
        """Add an authenticator app, once it shows the right code."""
        person = self.person(request)
        form = FirstCodeForm(posted(request))
        secret = request.session.get(PENDING_SECRET, "")
        codes = attempt(
            form,
            lambda: self.add_totp(
                person, secret=secret, code=form.cleaned_data["code"]
            ),
        )
        if codes is None:
            context = {"form": form, **totp_picture(request, person)}
            status = 422 if form.is_bound else 200
            return render(request, "doors/app.html", context, status=status)
        request.session.pop(PENDING_SECRET, None)
        return _show(request, codes)

    def passkey(self, request: HttpRequest) -> HttpResponse:
        """Add a passkey that the browser makes."""
        person = self.person(request)
        form = AddPasskeyForm(user=person, data=posted(request))
        if form.is_valid():
            try:
                credential = form.cleaned_data["credential"]
                return _show(request, self.add_passkey(person, credential=credential))
            except BadInput as error:
                form.add_error(None, str(error.message))
        options = begin_registration(person, passwordless=False)
        context = {"form": form, "js_data": {"creation_options": options}}
        status = 422 if form.is_bound else 200
        return render(request, "doors/passkey.html", context, status=status)

    def codes(self, request: HttpRequest) -> HttpResponse:
        """Make new recovery codes and show them once."""
        return _show(request, self.renew_codes(self.person(request)))

    def remove(self, request: HttpRequest, *, pk: int) -> HttpResponse:
        """Remove a second factor; the last one stays."""
        try:
            self.remove_factor(self.person(request), pk=pk)
        except BadInput as error:
            sheet = {"heading": _("Second step"), "said": error.message}
            return render(request, "doors/kept.html", sheet, status=422)
        return redirect("account")


def _show(request: HttpRequest, codes: list[str]) -> HttpResponse:
    if not codes:
        return redirect("account")
    context = {"codes": codes, "onward": "/account/"}
    return render(request, "doors/codes.html", context)
