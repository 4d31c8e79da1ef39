"""How often what can be taken was taken, of all papers at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from romdoul.site.counting import counted
from romdoul.site.counting.models import Tally
from romdoul.site.pages.models import MaterialPage, ReportPage
from romdoul.site.papers.files import Taking, own_takings


@dataclass(frozen=True, slots=True)
class Row:
    """One file of a page, and how often it was taken of late."""

    page: Any
    taking: Taking
    lately: int


def list_taken(*, since: date) -> list[Row]:
    """Return the files of what is published, those taken most first."""
    found = [(page, one) for page in _papers() for one in own_takings(page)]
    subjects = [one.subject for _page, one in found]
    in_all = counted.totals(Tally.Kind.DOWNLOAD, subjects)
    lately = counted.totals(Tally.Kind.DOWNLOAD, subjects, since=since)
    rows = [
        Row(
            page,
            replace(one, taken=in_all.get(one.subject, 0)),
            lately.get(one.subject, 0),
        )
        for page, one in found
    ]
    return sorted(rows, key=lambda row: row.taking.taken, reverse=True)


def _papers() -> Iterable[Any]:
    for kind in (ReportPage, MaterialPage):
        yield from kind.objects.live().select_related("locale").order_by("pk")
