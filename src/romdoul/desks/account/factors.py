"""One's own second factors at the desks."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_POST

from romdoul.actions.staff_account import (
    add_passkey,
    add_totp,
    remove_second_factor,
    renew_recovery_codes,
)
from romdoul.desks.needs import needs
from romdoul.doors.own import OwnFactors
from romdoul.staff.rights import Right


def _worker(request: HttpRequest) -> Any:  # noqa: ANN401
    return request.desk.worker  # type: ignore[attr-defined]


own = needs(Right.ACCOUNT_OWN)
_factors = OwnFactors(
    person=_worker,
    add_totp=add_totp,
    add_passkey=add_passkey,
    renew_codes=renew_recovery_codes,
    remove_factor=remove_second_factor,
)
app = own(_factors.app)
passkey = own(_factors.passkey)
codes = require_POST(own(_factors.codes))
remove = require_POST(own(_factors.remove))
