"""Changing what the organisation says of itself on its public pages."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store
from romdoul.site import values
from romdoul.site.about import PLACES
from romdoul.site.models import SiteSetting

_NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,28}")
_ADDRESS = re.compile(r"https://[^\s/]+\.[^\s/]+(/\S*)?")
_NAME = re.compile(r"\S.{0,78}\S")
_TEXT = re.compile(r"\S.{0,478}\S")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_MAIL = re.compile(r"[^\s@<>\"]{1,64}@[^\s@<>\"]+\.[^\s@<>\"]{2,}")
# The names and their meaning stand in ``site.values``.
SHAPES: Mapping[str, re.Pattern[str]] = {
    "number.police": _NUMBER,
    "number.child_helpline": _NUMBER,
    "number.hotline": _NUMBER,
    "exit.address": _ADDRESS,
    "site.address": _ADDRESS,
    "organisation.km": _NAME,
    "organisation.en": _NAME,
    "organisation.about.km": _TEXT,
    "organisation.about.en": _TEXT,
    "organisation.vision.km": _TEXT,
    "organisation.vision.en": _TEXT,
    "organisation.registration.km": _TEXT,
    "organisation.registration.en": _TEXT,
    "organisation.since": _YEAR,
    "contact.address.km": _TEXT,
    "contact.address.en": _TEXT,
    "contact.phone": _NUMBER,
    "contact.email": _MAIL,
    **dict.fromkeys((f"social.{place}" for place in PLACES), _ADDRESS),
}


@action(store=Store.SITE)
def change_settings(actor: str, *, changes: Mapping[str, str]) -> None:
    """Set some of the public values; an empty one is taken away.

    Raises:
        BadInput: no such name, or a value that cannot be shown; nothing is changed.
    """
    if not changes:
        raise BadInput(_("Say what to change."))
    for key, value in changes.items():
        _require_fit(key, value)
        if value:
            SiteSetting.objects.update_or_create(key=key, defaults={"value": value})
        else:
            SiteSetting.objects.filter(key=key).delete()
    record(actor, Event.SETTINGS_CHANGED, *sorted(changes))
    values.forget()


def _require_fit(key: str, value: str) -> None:
    shape = SHAPES.get(key)
    if shape is None:
        raise BadInput(
            _("There is no public setting %(key)s; there are: %(known)s.")
            % {"key": key, "known": ", ".join(SHAPES)}
        )
    if value and shape.fullmatch(value) is None:
        raise BadInput(_("This cannot be the value of %(key)s.") % {"key": key})
