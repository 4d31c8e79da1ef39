"""The step that nobody passes without a second factor of their own."""

from allauth.account.stages import LoginStage
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpResponse
from django.shortcuts import redirect

from romdoul.doors.factors import has_factor


class SetUpStage(LoginStage):  # type: ignore[misc]
    """Stops a sign-in until there is a second factor."""

    key = "second_factor"
    urlname = "second_factor"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Lead to the set-up page, unless there is a factor to be asked for."""
        if self.login.user is None or has_factor(self.login.user):
            return None, True
        return redirect(self.urlname), True

    def finish(self) -> HttpResponse:
        """Go on; the factor that was just proven is not asked for again."""
        self.controller.set_handled(AuthenticateStage.key)
        response: HttpResponse = self.exit()
        return response
