"""The three stores: reachable, up to date, durable, and their ledgers guarded."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections

from romdoul.cli import readiness
from romdoul.cli.arguments import PROCESSES
from romdoul.cli.findings import Finding, judge
from romdoul.cli.settings import command
from romdoul.ledger.stores import Store, alias
from romdoul.ledger.triggers import missing

# As config/stores.py sets them; SQLite answers in numbers (sqlite.org/pragma.html).
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "temp_store": 2,
}


def stores() -> Iterator[Finding]:
    """Look at each store: its tables, its file, and how it writes."""
    behind = readiness.stores_behind() if all(map(is_reachable, Store)) else []
    for store in Store:
        yield judge(
            "stores",
            f"{store} is up to date",
            holds=is_reachable(store) and store not in behind,
            otherwise=f"{store} cannot be used or is behind: romdoul init",
        )
        if is_reachable(store) and connections[alias(store)].vendor == "sqlite":
            yield from _file(store)


def processes() -> Iterator[Finding]:
    """Ask each process, under its own settings and keys, whether it could start."""
    for name in PROCESSES:
        words = command("romdoul.cli.main", "init", "--check", "--process", name)
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
        said = (done.stderr.strip().splitlines() or [""])[-1]
        yield judge(
            "processes",
            f"{name} can start",
            holds=done.returncode == 0,
            otherwise=f"{name} cannot start: {said.removeprefix('romdoul: ')}",
        )


def triggers() -> Iterator[Finding]:
    """Look whether every ledger still refuses to be changed."""
    for store in Store:
        lost = missing(alias(store)) if is_reachable(store) else ["all"]
        yield judge(
            "triggers",
            f"the ledger of {store} refuses to be changed",
            holds=not lost,
            otherwise=f"missing in {store}: {', '.join(lost)}: romdoul init",
        )


def _file(store: Store) -> Iterator[Finding]:
    connection = connections[alias(store)]
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS
        }
        (whole,) = cursor.execute("PRAGMA quick_check(1)").fetchone()
    unlike = [name for name, value in PRAGMAS.items() if found[name] != value]
    yield judge(
        "stores",
        f"{store} writes durably and leaves nothing behind",
        holds=not unlike,
        otherwise=f"{store} has other settings: {', '.join(unlike)}",
    )
    yield judge(
        "stores",
        f"{store} is whole",
        holds=whole == "ok",
        otherwise=f"SQLite finds {store} damaged: restore a backup",
    )


def is_reachable(store: Store) -> bool:
    """Say whether a store is there and lets us in."""
    connection = connections[alias(store)]
    if connection.vendor == "sqlite":
        path = Path(str(settings.DATABASES[alias(store)]["NAME"]))
        if not path.is_file():
            return False
    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True
