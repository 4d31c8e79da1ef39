"""Which articles of a list, as its address says. Nothing here asks a store."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

_YEAR = re.compile(r"(19|20)\d\d")
_PLACE = re.compile(r"(\d{4}-\d\d-\d\d)-(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles: of a year, with a tag, older than a place; by default all.

    As an address: ``2025/``, ``tag/training/``, ``2025/before/2025-03-09-17/``.
    """

    year: int | None = None
    tag: str = ""
    before: tuple[date, int] | None = None

    @property
    def path(self) -> str:
        """Return the address below the list's own."""
        parts = [str(self.year)] if self.year else []
        parts += ["tag", self.tag] if self.tag else []
        if self.before:
            parts += ["before", f"{self.before[0].isoformat()}-{self.before[1]}"]
        return "".join(f"{part}/" for part in parts)


def selection_of(parts: Sequence[str]) -> Selection | None:
    """Return what an address chooses, or None if it is no such address."""
    chosen, rest = Selection(), list(parts)
    if rest and _YEAR.fullmatch(rest[0]):
        chosen = replace(chosen, year=int(rest.pop(0)))
    if len(rest) > 1 and rest[0] == "tag":
        chosen = replace(chosen, tag=rest[1])
        rest = rest[2:]
    if len(rest) == 2 and rest[0] == "before":
        place = _place(rest[1])
        if place is None:
            return None
        chosen, rest = replace(chosen, before=place), []
    return chosen if parts and not rest else None


def _place(text: str) -> tuple[date, int] | None:
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]), int(found[2])
    except ValueError:
        return None
