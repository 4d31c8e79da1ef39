"""The first step: a name and a password; or, the first time, a one-time code."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from romdoul.doors.forms import InvitationForm, SignInForm
from romdoul.doors.routes import GET_POST, open_door, posted, safe_next
from romdoul.doors.steps import View
from romdoul.kernel.errors import BadInput, NotFound, WrongPassword

# One sentence for every failure: it does not tell who has an account.
NOT_OPENED = gettext_noop(
    "This does not open anything. Check the code name and the password. After"
    " several tries, wait a quarter of an hour."
)
# A sign-in whose password was right; what it holds is the house's.
Begun = Any


@dataclass(frozen=True, slots=True)
class WayIn:
    """The views of the first step; what a password opens is the house's.

    ``enter`` leads on to the second step; ``is_in`` says whether somebody is signed in
    already; ``folder`` is where the house's own templates lie.
    """

    sign_in: Callable[..., Begun]
    accept_invitation: Callable[..., Begun]
    enter: Callable[[HttpRequest, Begun, str], HttpResponseBase]
    is_in: Callable[[HttpRequest], bool]
    folder: str

    def sign_in_page(self) -> View:
        """Return the view that asks for name and password."""
        return open_door(GET_POST(self._sign_in))

    def invitation(self) -> View:
        """Return the view that takes a one-time code and a new password."""
        return open_door(GET_POST(self._invitation))

    def _sign_in(self, request: HttpRequest) -> HttpResponseBase:
        if self.is_in(request):
            return redirect("/")
        onward = {"next": request.GET.get("next", "")}
        form = SignInForm(posted(request), initial=onward)
        if form.is_valid():
            typed = form.cleaned_data
            try:
                begun = self.sign_in(
                    username=typed["login"], password=typed["password"]
                )
            except WrongPassword:
                form.add_error(None, _(NOT_OPENED))
            except BadInput as error:
                form.add_error(None, str(error.message))
            else:
                return self.enter(request, begun, safe_next(typed["next"]))
        return self._show(request, "sign_in.html", form)

    def _invitation(self, request: HttpRequest) -> HttpResponseBase:
        form = InvitationForm(posted(request))
        if form.is_valid():
            typed = form.cleaned_data
            try:
                begun = self.accept_invitation(
                    code=typed["code"], password=typed["password"]
                )
            except NotFound:
                text = _("This code is not right, was used, or is over.")
                form.add_error("code", text)
            except BadInput as error:
                form.add_error(error.field or None, str(error.message))
            else:
                return self.enter(request, begun, "/")
        return self._show(request, "invitation.html", form)

    def _show(
        self, request: HttpRequest, name: str, form: SignInForm | InvitationForm
    ) -> HttpResponseBase:
        status = 422 if form.is_bound else 200
        template = f"{self.folder}/{name}"
        return render(request, template, {"form": form}, status=status)
