"""Which articles of a list, as its address says. Nothing here asks a store."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from romdoul.site.pages.onward import Place, cut, path_before

_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles: of a year, with a tag, older than a place; by default all.

    As an address: ``2025/``, ``tag/training/``, ``2025/before/2025-03-09-17/``.
    """

    year: int | None = None
    tag: str = ""
    before: Place | None = None

    @property
    def path(self) -> str:
        """Return the address below the list's own."""
        parts = [str(self.year)] if self.year else []
        parts += ["tag", self.tag] if self.tag else []
        chosen = "".join(f"{part}/" for part in parts)
        return chosen + (path_before(self.before) if self.before else "")


def selection_of(parts: Sequence[str]) -> Selection | None:
    """Return what an address chooses, or None if it is no such address."""
    found = cut(parts)
    if found is None:
        return None
    rest, place = found
    chosen = Selection(before=place)
    if rest and _YEAR.fullmatch(rest[0]):
        chosen = replace(chosen, year=int(rest.pop(0)))
    if len(rest) == 2 and rest[0] == "tag":
        chosen, rest = replace(chosen, tag=rest[1]), []
    return chosen if parts and not rest else None
