"""Where a page of a list begins, as its address says: ``before/2025-03-09-17/``.

A list goes on from a place in it rather than by counting, so that what is added at its
top moves nothing further down. Asks no store.
"""

import re
from collections.abc import Sequence
from datetime import date

# The day of something in a list, and its number among those of that day.
Place = tuple[date, int]
_PLACE = re.compile(r"(\d{4}-\d\d-\d\d)-(\d{1,18})")
_BEFORE = "before"


def path_before(place: Place) -> str:
    """Return the address of what comes before a place, below the list's own."""
    return f"{_BEFORE}/{place_text(place)}/"


def place_text(place: Place) -> str:
    """Return a place as an address says it."""
    day, number = place
    return f"{day.isoformat()}-{number}"


def cut(parts: Sequence[str]) -> tuple[list[str], Place | None] | None:
    """Return an address without the place it ends with, and that place, if any.

    None for an address that ends with no place where one must be.
    """
    if list(parts[-2:-1]) != [_BEFORE]:
        return list(parts), None
    place = place_of(parts[-1])
    return None if place is None else (list(parts[:-2]), place)


def place_of(text: str) -> Place | None:
    """Return the place that an address says, or None if it says none."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]), int(found[2])
    except ValueError:
        return None
