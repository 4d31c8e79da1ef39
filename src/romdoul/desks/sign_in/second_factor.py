"""The second step at the desks: a wrong code counts, and the ring may be taken back."""

from typing import Any

from django.http import HttpRequest

from romdoul.actions.staff_account import add_totp
from romdoul.actions.staff_sign_in import refuse_second_factor
from romdoul.desks.cookies import SESSION_FIELD, take_back
from romdoul.doors.steps import SecondStep


def _refused(request: HttpRequest, worker: Any) -> bool:  # noqa: ANN401
    """Count the wrong code; say whether the sign-in begins again."""
    session_id = request.session.get(SESSION_FIELD, "")
    over = refuse_second_factor(worker, session_id=session_id)
    if over:
        take_back(request)
    return over


_step = SecondStep(refuse=_refused, add_totp=add_totp)
code, set_up = _step.code(), _step.set_up()
