"""Proves a store's stream and its sealed rows, in one pass and bounded memory."""

from collections.abc import Iterable

from romdoul.ledger.chain import genesis
from romdoul.ledger.checkpoints import believed, marks, parse
from romdoul.ledger.expectations import Doubt, Expectations
from romdoul.ledger.findings import Kind, Report
from romdoul.ledger.following import Following, Mark, Origin
from romdoul.ledger.reading import UNREADABLE, End, head
from romdoul.ledger.stores import Store

Rows = Iterable[tuple[str, bytes]]


def verify(
    store: Store,
    *,
    checkpoint: bytes | None = None,
    rows: Rows | None = None,
    public: bytes | None = None,
) -> Report:
    """Verify one store; return what was found and what could not be proved.

    ``checkpoint`` holds lines kept elsewhere, of any stores; ``rows`` are the sealed
    rows that stand, as (reference, digest); ``public`` is the ledger's public key.
    Whatever is written meanwhile is taken into account, and nobody waits.

    Raises:
        BadInput: a line of ``checkpoint`` is none.
    """
    if checkpoint is not None:
        parse(checkpoint)
    report = Report(store, key_known=public is not None)
    walked = Following(store, End(0, genesis(store)))
    try:
        stated = believed(marks(store, checkpoint, public), public, report)
        # The head is read before the entries: what is appended comes after it.
        walked.expect([*stated, *_stated_by_head(store)])
        _verify(walked, rows, report)
    except UNREADABLE:
        report.add(Kind.STORE_UNREADABLE, walked.seq)
    report.entries = walked.seq
    return report


def _verify(walked: Following, rows: Rows | None, report: Report) -> None:
    expected = Expectations()
    doubts: list[Doubt] = []
    if rows is None:
        walked.read()
    else:
        walked.read(expected.take)
        doubts = expected.compare(rows, report)
        walked.read(expected.take_late)
    walked.judge(report)
    _judge_head(walked, report)
    if rows is not None:
        expected.settle(doubts, report)


def _stated_by_head(store: Store) -> list[Mark]:
    end = head(store)
    return [Mark(*end, Origin.HEAD)] if end and end.seq else []


def _judge_head(walked: Following, report: Report) -> None:
    """Find a head that is gone, or that stands behind entries already read."""
    end = head(walked.store)
    if end is None and walked.seq:
        report.add(Kind.HEAD_MISSING)
    elif end is not None and end.seq < walked.seq:
        report.add(Kind.HEAD_ALTERED, end.seq)
