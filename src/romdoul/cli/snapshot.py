"""One moment of the three stores, copied while everybody goes on working."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from romdoul.kernel.errors import Broken

# Every store, casework first: the order in which whoever locks several does it.
STORES = ("casework", "inbox", "site")
PATIENCE = 60.0


def copy_stores(home: Path, into: Path) -> list[Path]:
    """Copy every store of one and the same moment; return the copies.

    Writers wait only until that moment is pinned in each store: a report on its
    way from the inbox to casework is in the copy once or twice, never nowhere.

    Raises Broken when a copy does not pass SQLite's own check.
    """
    sources = [home / f"{store}.sqlite3" for store in STORES]
    with ExitStack() as stack:
        pinned = [stack.enter_context(closing(_connect(path))) for path in sources]
        with _nobody_writes(sources):
            for reader in pinned:
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return [
            _copy(reader, into / path.name)
            for reader, path in zip(pinned, sources, strict=True)
        ]


def check(path: Path) -> None:
    """Raise Broken when SQLite finds the file damaged."""
    try:
        with closing(_connect(path)) as store:
            (found,) = store.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise Broken(path.name, "no database") from error
    if found != "ok":
        raise Broken(path.name, "damaged")


@contextmanager
def _nobody_writes(sources: Sequence[Path]) -> Iterator[None]:
    with ExitStack() as stack:
        for path in sources:
            lock = stack.enter_context(closing(_connect(path)))
            lock.execute("BEGIN IMMEDIATE")
        yield


def _copy(reader: sqlite3.Connection, target: Path) -> Path:
    with closing(sqlite3.connect(target)) as copy:
        reader.backup(copy)
        # A file alone, without journals beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    check(target)
    return target


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise Broken(path.name, "missing")
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
