"""Promises made inside an action and kept after its commit, by the jobs."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from romdoul.ledger.models import Outbox
from romdoul.ledger.recording import require_action
from romdoul.ledger.stores import Store, alias

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)


def enqueue(kind: str, ref: str, payload: bytes = b"") -> Outbox:
    """Promise a delivery; it lives or dies with the running action.

    ``payload`` is sealed, or nothing.

    Raises:
        Unrecorded: no action on casework is running.
    """
    require_action(Store.CASEWORK)
    now = timezone.now()
    return _rows().create(
        kind=kind, ref=ref, payload=payload, created_at=now, due_at=now
    )


def pending(limit: int = 100, *, kinds: Iterable[str] = ()) -> list[Outbox]:
    """Return the deliveries that are due, in the order in which they were promised.

    ``kinds`` are those that the caller can deliver; all of them if none is named.
    """
    due = _rows().filter(done_at=None, due_at__lte=timezone.now())
    if wanted := list(kinds):
        due = due.filter(kind__in=wanted)
    return list(due.order_by("id")[:limit])


def mark_done(delivery: Outbox) -> None:
    """Say that a delivery was made; its payload is no longer needed."""
    _rows().filter(id=delivery.id, done_at=None).update(
        done_at=timezone.now(), payload=b""
    )


def mark_failed(delivery: Outbox) -> None:
    """Put a delivery off, each time twice as long, up to six hours."""
    with transaction.atomic(using=alias(Store.CASEWORK)):
        row = _rows().select_for_update().get(id=delivery.id)
        row.attempts += 1
        row.due_at = due_again(row.attempts, now=timezone.now())
        row.save(update_fields=["attempts", "due_at"])


def due_again(attempts: int, *, now: datetime) -> datetime:
    """Return when to try again after that many failures."""
    # Ten doublings pass the longest wait; more would only overflow.
    doublings = min(max(attempts - 1, 0), 10)
    return now + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def forget_done(before: datetime) -> int:
    """Delete what was delivered before a moment; return how many rows."""
    return _rows().filter(done_at__lt=before).delete()[0]


def forget_payloads(refs: Iterable[str]) -> int:
    """Give up every delivery to these; return how many still had something in them.

    Raises Unrecorded: no action on casework is running.
    """
    require_action(Store.CASEWORK)
    rows = _rows().filter(ref__in=list(refs)).exclude(payload=b"")
    return rows.update(done_at=timezone.now(), payload=b"")


def _rows() -> QuerySet[Outbox]:
    return Outbox.objects.using(alias(Store.CASEWORK))
