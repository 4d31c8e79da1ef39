"""What the ledger says of the sealed rows, held against the rows themselves."""

from collections.abc import Iterable, Iterator
from itertools import islice

from romdoul.ledger.events import ENDS, STATEMENTS
from romdoul.ledger.findings import NAMED, Kind, Report
from romdoul.ledger.reading import Row, earlier_contents

ENDING = frozenset(event.encode() for event in ENDS)
NOT_ROWS = frozenset(event.encode() for event in STATEMENTS)
Doubt = tuple[bytes, bytes, bytes | None]
"""A row's reference, the digest found, and the digest last written."""


class Expectations:
    """The digest last written of each sealed row: some 250 bytes a row."""

    def __init__(self) -> None:
        self.last: dict[bytes, bytes] = {}
        self.ended: set[bytes] = set()
        self.since: dict[bytes, set[bytes]] = {}

    def take(self, rows: Iterable[Row]) -> None:
        """Take in what these entries say was written or erased."""
        for row in rows:
            if row[6]:
                if row[3] not in NOT_ROWS:
                    self.last[row[4]] = row[6]
            elif row[3] in ENDING:
                self._end(row[4])

    def _end(self, refs: bytes) -> None:
        for ref in refs.split():
            if self.last.pop(ref, None) is not None:
                self.ended.add(ref)

    def take_late(self, rows: Iterable[Row]) -> None:
        """Remember what was written while the rows were being compared."""
        for row in rows:
            if row[6]:
                self.since.setdefault(row[4], set()).add(row[6])
            elif row[3] in ENDING:
                for ref in row[4].split():
                    self.since.setdefault(ref, set())

    def compare(self, rows: Iterable[tuple[str, bytes]], report: Report) -> list[Doubt]:
        """Compare the rows that stand; return those that are not as expected.

        What stays in ``last`` was expected and did not come.
        """
        doubts: list[Doubt] = []
        report.rows = 0
        for ref, found in rows:
            key = ref.encode()
            report.rows += 1
            written = self.last.pop(key, None)
            if written != found:
                doubts.append((key, found, written))
        return doubts

    def settle(self, doubts: list[Doubt], report: Report) -> None:
        """Name what is wrong, now that what was written meanwhile is known."""
        sure = (d for d in doubts if d[1] not in self.since.get(d[0], ()))
        while some := list(islice(sure, NAMED)):
            known = earlier_contents(report.store, [found for _, found, _ in some])
            for ref, found, written in some:
                rolled_back = (ref, found) in known
                report.add(
                    self._kind(ref, written, rolled_back=rolled_back), _text(ref)
                )
        for ref in self._gone():
            report.add(Kind.ROW_MISSING, _text(ref))

    def _kind(self, ref: bytes, written: bytes | None, *, rolled_back: bool) -> Kind:
        if ref in self.ended:
            return Kind.ROW_RETURNED
        if written is None:
            return Kind.ROW_UNRECORDED
        return Kind.ROW_ROLLED_BACK if rolled_back else Kind.ROW_ALTERED

    def _gone(self) -> Iterator[bytes]:
        return (ref for ref in sorted(self.last) if ref not in self.since)


def _text(ref: bytes) -> str:
    return ref.decode(errors="replace")
