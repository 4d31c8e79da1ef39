"""Fills a stream to a million entries and measures it; see ``benches.ledger``.

Half of the entries write one of 100,000 sealed rows, half open one.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import blake2b
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, process_time

from django.core.management import call_command
from django.db import transaction

from romdoul.ledger.appending import Draft, append, moment_of
from romdoul.ledger.events import Event
from romdoul.ledger.reading import head
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store, alias
from romdoul.ledger.verify import verify
from romdoul.vault.sealing import digest

SMALL = 1_000
LARGE = 1_000_000
ROWS = 100_000
BATCH = 1_000
APPENDS = 301
VERIFICATIONS = 3
STORE = Store.CASEWORK
ACTOR = "W-0000-0000"
ONE = "N-0000-0000"
SEALED = b"sealed"


def main() -> None:
    """Measure in this process's stores and print the figures as JSON."""
    call_command("migrate", verbosity=0)
    figures = {"append_us_1e3": _append_us(SMALL), "append_us_1e6": _append_us(LARGE)}
    sys.stdout.write(json.dumps(figures | _verification()) + "\n")


def _append_us(size: int) -> float:
    """Return the median microseconds of an action with one entry, commit included."""
    _fill_to(size)
    taken = []
    for _ in range(APPENDS):
        begun = perf_counter()
        _append_one(ACTOR)
        taken.append(perf_counter() - begun)
    return round(median(taken) * 1e6, 1)


@action(STORE)
def _append_one(actor: str) -> None:
    record(actor, Event.NOTE_ADDED, ONE, sealed=SEALED)


def _fill_to(size: int) -> None:
    end = head(STORE)
    for start in range(end.seq if end else 0, size, BATCH):
        drafts = [_draft(number) for number in range(start, start + BATCH)]
        with transaction.atomic(using=alias(STORE)):
            append(STORE, drafts, now=moment_of(start))


def _draft(number: int) -> Draft:
    turn, opens = divmod(number, 2)
    row = f"N-{turn % ROWS:06}"
    if opens:
        return Draft(ACTOR, Event.RECORD_OPENED, row, "K-0000-0000", b"")
    content = _content(turn % ROWS)
    return Draft(ACTOR, Event.NOTE_CHANGED, row, "K-0000-0000", content)


def _content(row: int) -> bytes:
    return blake2b(b"%d" % row, digest_size=32).digest()


def _rows() -> Iterator[tuple[str, bytes]]:
    yield from ((f"N-{row:06}", _content(row)) for row in range(ROWS))
    yield ONE, digest(SEALED)


def _verification() -> dict[str, float]:
    """Return the best of some verifications, the rows compared as well."""
    taken = [_verify_once() for _ in range(VERIFICATIONS)]
    best, entries = min(taken)
    return {
        "entries": entries,
        "verify_per_cpu_s": round(entries / best),
        "rss_mb": getrusage(RUSAGE_SELF).ru_maxrss // 1024,
    }


def _verify_once() -> tuple[float, int]:
    """Return CPU seconds and entries; raises RuntimeError if it does not hold."""
    begun = process_time()
    report = verify(STORE, rows=_rows())
    taken = process_time() - begun
    if not report.ok:
        raise RuntimeError(report.findings[0].text)
    return taken, report.entries
