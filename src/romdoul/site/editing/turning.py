"""Looking through the pages of the website, some at each turn, in their order.

A turn goes on from a page rather than from a number, so that what is added meanwhile
is neither left out nor looked at twice, and costs the same at any length.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from wagtail.models import Page
from wagtail.query import PageQuerySet

A_TURN = 200
# Where a page stands in the tree.
_PLACE = re.compile("[0-9A-Z]{4,255}")


def place_of(text: str) -> str:
    """Return a place, or an empty text for what is none."""
    return text if _PLACE.fullmatch(text) else ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Some pages: the ``first`` to the ``last`` of the ``whole``, counted from 1.

    ``after`` is the place that they come after, and ``further`` the one that the next
    turn goes on from, empty after the last.
    """

    pages: Sequence[Page]
    after: str
    first: int
    whole: int
    further: str

    @classmethod
    def of(cls, pages: PageQuerySet, after: str) -> Self:
        """Return the pages that come after a place; the first ones if it is none."""
        place = place_of(after)
        inside = pages.filter(path__gt=place).order_by("path")
        rows = list(inside.specific()[: A_TURN + 1])
        shown, more = rows[:A_TURN], rows[A_TURN:]
        return cls(
            pages=shown,
            after=place,
            first=pages.filter(path__lte=place).count() + 1,
            whole=pages.count(),
            further=shown[-1].path if more else "",
        )

    @property
    def last(self) -> int:
        """Return the number of the last page that was looked at."""
        return self.first + len(self.pages) - 1

    @property
    def is_all(self) -> bool:
        """Say whether every page was looked at, in one turn."""
        return self.first == 1 and not self.further
