"""Names what happened where a chain does not hold: altered, or changed places."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from romdoul.ledger.chain import LENGTH, NOT_AN_ENTRY, digest
from romdoul.ledger.findings import Finding, Kind
from romdoul.ledger.reading import Row

COMPARED = 64
"""How many breaks are compared with one another; the first ones."""


@dataclass(frozen=True, slots=True)
class Break:
    """An entry that does not follow from the stored digest before it."""

    row: Row
    previous: bytes

    @property
    def seq(self) -> int:
        """Return the place at which the entry stands."""
        return self.row[0]

    def would_hold(self, previous: bytes) -> bool:
        """Say whether it follows from another digest."""
        return _digest_at(self.seq, self.row, previous) == self.row[7]


def explain(breaks: list[Break]) -> Iterator[Finding]:
    """Yield a finding for each cause; what only follows from one is left out."""
    belongs: dict[int, bytes] = {}
    for a, b in combinations(breaks[:COMPARED], 2):
        if a.seq in belongs or b.seq in belongs:
            continue
        if swapped := _if_swapped(a, b):
            belongs |= swapped
            yield Finding(Kind.ORDER_BROKEN, f"{a.seq}, {b.seq}")
    for broken in breaks:
        if broken.seq in belongs:
            continue
        before = belongs.get(broken.seq - 1, b"")
        if not (before and broken.would_hold(before)):
            yield Finding(Kind.ENTRY_ALTERED, str(broken.seq))
        # Where only the stored digest was altered, the next entry still follows
        # from the one that belongs there.
        belongs[broken.seq] = _digest_at(
            broken.seq, broken.row, before or broken.previous
        )


def _if_swapped(a: Break, b: Break) -> dict[int, bytes]:
    """Return the digests that belong at two places, if their entries were swapped."""
    first = _digest_at(a.seq, b.row, a.previous)
    if first not in (a.row[7], b.row[7]) or len(first) != LENGTH:
        return {}
    previous = first if b.seq == a.seq + 1 else b.previous
    return {a.seq: first, b.seq: _digest_at(b.seq, a.row, previous)}


def _digest_at(seq: int, row: Row, previous: bytes) -> bytes:
    try:
        return digest((seq, *row[1:7]), previous)
    except NOT_AN_ENTRY:
        return b""
