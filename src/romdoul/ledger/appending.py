"""Adds entries at the head of a store's stream, at a cost that never grows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from django.db import connections
from django.db.backends.utils import CursorWrapper

from romdoul.kernel.errors import LedgerBroken
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.chain import Link, digest, genesis
from romdoul.ledger.events import Event
from romdoul.ledger.stores import Store, alias

PUBLIC = "public"
Values: TypeAlias = tuple[int | str | bytes, ...]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The head is raised before it is read, so that two appends wait for each other.
_RAISE = "UPDATE ledger_head SET seq = seq + %s WHERE id = 1 RETURNING seq, digest"
_FOUND = (
    "INSERT INTO ledger_head (id, seq, digest) SELECT 1, 0, %s"
    " WHERE NOT EXISTS (SELECT 1 FROM ledger_entry) ON CONFLICT DO NOTHING"
)
_ADD = (
    "INSERT INTO ledger_entry"
    " (seq, at, actor, event, refs, compartment, content, digest)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_CLOSE = "UPDATE ledger_head SET digest = %s WHERE id = 1"


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has its place in the stream."""

    actor: str
    event: Event
    refs: str
    compartment: str
    content: bytes

    def moment(self, now: datetime) -> datetime:
        """Return when this is said to have happened.

        What the public does is timed to the quarter hour, as `received_at` is: a
        copy of the store must not date a call more precisely.
        """
        return quarter_hour(now) if self.actor == PUBLIC else now

    def link(self, seq: int, now: datetime) -> Link:
        """Return the entry as it is digested."""
        return (
            seq,
            microseconds(self.moment(now)),
            self.actor.encode(),
            self.event.encode(),
            self.refs.encode(),
            self.compartment.encode(),
            self.content,
        )


def microseconds(moment: datetime) -> int:
    """Return the whole microseconds from 1970 to the moment."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def moment_of(at: int) -> datetime:
    """Return the moment of an entry's microseconds."""
    return _EPOCH + timedelta(microseconds=at)


def append(store: Store, drafts: Sequence[Draft], *, now: datetime) -> int:
    """Write the drafts in their order and return the sequence of the last.

    To be called inside a transaction, last: the head stays locked to its end.

    Raises:
        LedgerBroken: there are entries and no head.
    """
    with connections[alias(store)].cursor() as cursor:
        last, previous = _raise_head(cursor, store, len(drafts))
        rows: list[Values] = []
        for seq, draft in enumerate(drafts, start=last - len(drafts) + 1):
            link = draft.link(seq, now)
            previous = digest(link, previous)
            rows.append(_row(link, draft, previous))
        cursor.executemany(_ADD, rows)
        cursor.execute(_CLOSE, [previous])
    return last


def _row(link: Link, draft: Draft, chained: bytes) -> Values:
    return (
        link[0],
        link[1],
        draft.actor,
        draft.event.value,
        draft.refs,
        draft.compartment,
        draft.content,
        chained,
    )


def _raise_head(cursor: CursorWrapper, store: Store, by: int) -> tuple[int, bytes]:
    """Return the raised sequence and the digest before it, founding a new stream."""
    cursor.execute(_RAISE, [by])
    found = cursor.fetchone()
    if found is None:
        cursor.execute(_FOUND, [genesis(store)])
        cursor.execute(_RAISE, [by])
        found = cursor.fetchone()
    if found is None:
        raise LedgerBroken(store.value, "head missing")
    return int(found[0]), bytes(found[1])
