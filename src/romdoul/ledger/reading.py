"""Reads a stream as it stands, in bytes, a chunk at a time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from django.db import DatabaseError, connections

from romdoul.ledger.stores import Store, alias

Row: TypeAlias = tuple[int, int, bytes, bytes, bytes, bytes, bytes, bytes]
"""An entry's link and its digest."""

UNREADABLE = (DatabaseError, UnicodeError)
"""What reading a damaged store raises; sqlite3 quotes its bytes without asking."""

CHUNK = 1000
_COLUMNS = ("actor", "event", "refs", "compartment")
# Texts come as bytes, so that a byte that was altered is found and not choked on.
_SQLITE = (
    *(f"CAST({column} AS BLOB)" for column in _COLUMNS),
    "CAST(content AS BLOB)",
    "CAST(digest AS BLOB)",
)
_POSTGRES = (
    *(f"convert_to({column}, 'UTF8')" for column in _COLUMNS),
    "content",
    "digest",
)


class End(NamedTuple):
    """Where a stream says that it ends."""

    seq: int
    digest: bytes


def chunks(store: Store, *, after: int = 0, size: int = CHUNK) -> Iterator[list[Row]]:
    """Yield the entries after a sequence number, in their order.

    Each chunk is a query of its own: memory stays bounded and nobody waits.
    """
    connection = connections[alias(store)]
    columns = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
    query = (
        f"SELECT seq, at, {', '.join(columns)} FROM ledger_entry"  # noqa: S608
        f" WHERE seq > %s ORDER BY seq LIMIT {size}"
    )
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query, [after])
            rows: list[Row] = cursor.fetchall()
        if not rows:
            return
        yield rows
        after = rows[-1][0]


def head(store: Store) -> End | None:
    """Return where the store's head says the stream ends; None without a head."""
    with connections[alias(store)].cursor() as cursor:
        cursor.execute(
            "SELECT CAST(seq AS bigint), digest FROM ledger_head WHERE id = 1"
        )
        found = cursor.fetchone()
    return None if found is None else End(found[0], as_bytes(found[1]))


class Stored(NamedTuple):
    """A checkpoint as it stands in the database; ``at`` in seconds since 1970."""

    seq: int
    digest: bytes
    at: int
    signature: bytes


def stored_checkpoints(store: Store, *, last: bool = False) -> list[Stored]:
    """Return the store's own checkpoints in their order, or only the last."""
    query = (
        "SELECT CAST(seq AS bigint), digest, CAST(at AS bigint), signature"
        " FROM ledger_checkpoint ORDER BY seq"
    )
    with connections[alias(store)].cursor() as cursor:
        cursor.execute(f"{query} DESC LIMIT 1" if last else query)
        rows = cursor.fetchall()
    return [
        Stored(seq, as_bytes(digest), at, as_bytes(signature))
        for seq, digest, at, signature in rows
    ]


def earlier_contents(
    store: Store, digests: Sequence[bytes]
) -> set[tuple[bytes, bytes]]:
    """Return which (reference, digest of content) once stood, of these digests.

    One pass over the stream; asked only when something was found.
    """
    marks = ", ".join(["%s"] * len(digests))
    query = f"SELECT refs, content FROM ledger_entry WHERE content IN ({marks})"  # noqa: S608
    with connections[alias(store)].cursor() as cursor:
        cursor.execute(query, list(digests))
        rows = cursor.fetchall()
    return {(as_bytes(ref), as_bytes(content)) for ref, content in rows}


def as_bytes(value: object) -> bytes:
    """Return a column's bytes, whatever kind somebody has put there."""
    if isinstance(value, str):
        return value.encode()
    return bytes(value) if isinstance(value, bytes | memoryview) else b""
