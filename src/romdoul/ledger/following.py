"""Follows a stream from one entry to the next and notes where it does not hold."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import TypeVar

from romdoul.ledger.breaks import COMPARED, Break, explain
from romdoul.ledger.chain import NOT_AN_ENTRY, digest
from romdoul.ledger.findings import NAMED, Kind, Report
from romdoul.ledger.reading import End, Row, chunks
from romdoul.ledger.stores import Store

T = TypeVar("T")


class Origin(StrEnum):
    """Who says what the stream was at an entry."""

    KEPT = "kept elsewhere"
    STORED = "in the database, signed"
    HEAD = "the head of the stream"


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement of what the digest was at one entry."""

    seq: int
    digest: bytes
    origin: Origin
    signed: bool = False


class Following:
    """A walk along a stream; what is wrong is noted and the walk goes on.

    ``seq`` and ``digest`` are where it stands.
    """

    def __init__(self, store: Store, start: End) -> None:
        self.store = store
        self.seq, self.digest = start
        self.marks: deque[Mark] = deque()
        self.met: list[Mark] = []
        self.differing: list[Mark] = []
        self.gaps: list[str] = []
        self.breaks: list[Break] = []
        self.more = 0

    def expect(self, marks: Iterable[Mark]) -> None:
        """Compare these statements on the way."""
        self.marks = deque(sorted([*self.marks, *marks], key=lambda mark: mark.seq))

    def read(self, take: Callable[[list[Row]], None] | None = None) -> None:
        """Walk to the present end, handing every chunk of entries to ``take``."""
        for chunk in chunks(self.store, after=self.seq):
            self._follow(chunk)
            self._compare_marks(chunk)
            if take is not None:
                take(chunk)

    def _follow(self, rows: list[Row]) -> None:
        while rows:
            held = self._run(rows)
            if held < len(rows):
                self._note(rows[held])
                held += 1
            rows = rows[held:]

    def _run(self, rows: list[Row]) -> int:
        """Walk while everything holds; return over how many entries."""
        previous, start = self.digest, self.seq
        seq = start
        try:
            for row in rows:
                link = row[:7]
                if link[0] != seq + 1 or digest(link, previous) != row[7]:
                    break
                previous = row[7]
                seq += 1
        except NOT_AN_ENTRY:
            pass  # It is noted as what does not hold.
        self.seq, self.digest = seq, previous
        return seq - start

    def _note(self, row: Row) -> None:
        """Note why the walk stopped at this entry, and step over it."""
        seq, expected = row[0], self.seq + 1
        if seq != expected:
            last = seq - 1
            gap = str(last) if last == expected else f"{expected}-{last}"
            self._keep(self.gaps, gap)
        else:
            self._keep(self.breaks, Break(row, self.digest))
        self.seq, self.digest = seq, row[7]

    def _keep(self, where: list[T], what: T) -> None:
        if len(where) < NAMED + COMPARED:
            where.append(what)
        else:
            self.more += 1

    def _compare_marks(self, chunk: list[Row]) -> None:
        while self.marks and self.marks[0].seq <= chunk[-1][0]:
            mark = self.marks.popleft()
            row = chunk[bisect_left(chunk, mark.seq, key=itemgetter(0))]
            if row[0] == mark.seq:
                agreeing = self.met if row[7] == mark.digest else self.differing
                agreeing.append(mark)

    def judge(self, report: Report) -> None:
        """Put everything that was noted into the report, each under its name."""
        for gap in self.gaps:
            report.add(Kind.ENTRY_MISSING, gap)
        for finding in explain(self.breaks):
            report.add(finding.kind, finding.where)
        for mark in self.differing:
            altered = mark.origin is Origin.HEAD
            kind = Kind.HEAD_ALTERED if altered else Kind.HISTORY_REWRITTEN
            report.add(kind, mark.seq)
        if self.marks:
            report.add(Kind.TAIL_CUT, f"{self.marks[-1].seq}, {self.seq}")
        report.more += self.more
        self._prove(report)

    def _prove(self, report: Report) -> None:
        for mark in self.met:
            if mark.origin is Origin.KEPT:
                report.kept = max(report.kept, mark.seq)
            if mark.signed:
                report.signed = max(report.signed, mark.seq)
