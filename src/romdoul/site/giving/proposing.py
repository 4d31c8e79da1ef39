"""Proposing how to give: nothing of it is on the website before a second person agrees.

For the administrator's command, which knows no accounts of the editing.
"""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store
from romdoul.site import values
from romdoul.site.giving.details import (
    CODE,
    PROPOSED_BY,
    PROPOSED_ON,
    SHAPES,
    TOGETHER,
    WAITING,
    current,
    mark_of,
)
from romdoul.site.giving.khqr import Khqr, NoKhqr
from romdoul.site.giving.stored import drop, stored
from romdoul.site.giving.writing import written
from romdoul.site.models import SiteSetting

CITY, CURRENCY = "Phnom Penh", "USD"


@action(store=Store.SITE)
def propose_giving(actor: str, *, changes: Mapping[str, str]) -> None:
    """Propose other details; what stands on the website stays until they are confirmed.

    An empty value is taken away. A new proposal takes the place of one that waits.

    Raises BadInput for a name that is none, or for what cannot be shown together.
    """
    standing = current(stored())
    wanted = {key: value for key, value in (standing | dict(changes)).items() if value}
    for key, value in changes.items():
        _require_fit(key, value)
    _require_whole(wanted)
    wanted = _with_code(wanted, standing)
    if wanted == standing:
        raise BadInput(_("That is how it is already."))
    drop(WAITING)
    for key, value in wanted.items():
        SiteSetting.objects.create(key=f"{WAITING}{key}", value=value)
    SiteSetting.objects.create(key=PROPOSED_BY, value=actor)
    now = timezone.now().isoformat(timespec="seconds")
    SiteSetting.objects.create(key=PROPOSED_ON, value=now)
    record(actor, Event.GIVING_PROPOSED, *sorted(changes), mark_of(wanted))
    values.forget()


def _require_fit(key: str, value: str) -> None:
    shape = SHAPES.get(key)
    if shape is None or (value and shape.fullmatch(value) is None):
        raise BadInput(_("This cannot be the value of %(key)s.") % {"key": key})


def _require_whole(wanted: Mapping[str, str]) -> None:
    for keys in TOGETHER:
        there = [key for key in keys if key in wanted]
        if there and len(there) < len(keys):
            raise BadInput(
                _("These belong together: %(keys)s.") % {"keys": ", ".join(keys)}
            )


def _with_code(wanted: dict[str, str], standing: Mapping[str, str]) -> dict[str, str]:
    """Return the details with the code of their account; the same for the same."""
    told = {key: value for key, value in wanted.items() if key != CODE}
    if "give.khqr.account" not in told:
        return told
    parts = ("account", "name", "city", "currency")
    keys = [f"give.khqr.{part}" for part in parts]
    if CODE in standing and all(told.get(key) == standing.get(key) for key in keys):
        return told | {CODE: standing[CODE]}
    account, name, city, currency = (told.get(key, "") for key in keys)
    try:
        code = written(Khqr(account, name, city or CITY, currency or CURRENCY))
    except NoKhqr as error:
        raise BadInput(_("No KHQR code can be made of this.")) from error
    return told | {CODE: code}
