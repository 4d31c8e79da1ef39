"""The left rail: the desks that this person may enter."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


@dataclass(frozen=True, slots=True)
class Way:
    """One entry of the rail, for those who have one of these rights."""

    url: str
    label: str | Promise
    icon: str
    rights: frozenset[Right]


WAYS = (
    Way("/", _("My day"), "sun", frozenset({Right.ACCOUNT_OWN})),
    Way("/hotline/", _("Hotline"), "inbox", frozenset({Right.HOTLINE_READ})),
    Way(
        "/safeguarding/",
        _("Safeguarding"),
        "shield",
        frozenset({Right.SAFEGUARDING_READ}),
    ),
    Way("/cases/", _("Cases"), "folder", frozenset({Right.CASE_READ})),
    Way("/staff/", _("Staff"), "users", frozenset({Right.STAFF_READ})),
    Way("/ledger/", _("Ledger"), "scroll-text", frozenset({Right.LEDGER_READ})),
)


# The search looks where one of these may look.
SEARCH = frozenset({Right.SEARCH_NAMES, Right.SAFEGUARDING_READ})


def rail(request: HttpRequest) -> dict[str, object]:
    """Give the desk's pages their rail; nothing before somebody acts."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    items = [
        {
            "url": way.url,
            "label": way.label,
            "icon": way.icon,
            "current": _is_here(request.path, way.url),
        }
        for way in WAYS
        if way.rights & actor.rights
    ]
    return {"rail": items, "may_search": bool(SEARCH & actor.rights)}


def _is_here(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
