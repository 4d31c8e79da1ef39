"""Bring what the desks promised to the mailboxes; run by jobs, opening nothing."""

import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from romdoul.inbox import delivering
from romdoul.inbox.outgoing import Answer, Delivery, Repoint
from romdoul.kernel.errors import BadInput, Broken
from romdoul.ledger.events import Event
from romdoul.ledger.models import Outbox
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store, alias

log = logging.getLogger("romdoul.outbox")

JOBS = "jobs"
BATCH = 200


def deliver_pending() -> int:
    """Deliver what is due, oldest first; return how many rows are done with.

    A row is marked done after the inbox has it: cut off between the two, it is
    delivered again and changes nothing. A row that cannot be read stays, with its
    attempts counted, and holds up no other.
    """
    rows = Outbox.objects.using(alias(Store.CASEWORK)).filter(
        kind__in=list(Delivery), done_at=None, due_at__lte=timezone.now()
    )
    return sum(map(_deliver, rows.order_by("due_at", "id")[:BATCH]))


def _deliver(row: Outbox) -> bool:
    payload = bytes(row.payload)
    try:
        match Delivery(row.kind):
            case Delivery.ANSWER:
                deliver_answer(JOBS, mailbox=row.ref, answer=Answer.unpack(payload))
            case Delivery.REPOINT:
                repoint_mailbox(JOBS, mailbox=row.ref, to=Repoint.unpack(payload))
    except (BadInput, Broken):
        log.warning("outbox row %s cannot be read", row.pk)
        _mark(row, attempts=F("attempts") + 1)
        return False
    _mark(row, attempts=F("attempts") + 1, done_at=timezone.now())
    return True


@action(store=Store.INBOX)
def deliver_answer(actor: str, *, mailbox: str, answer: Answer) -> None:
    """Put an answer into its mailbox once; drop it where that was destroyed."""
    box = delivering.deliver(mailbox, answer, now=timezone.now())
    if box is None:
        nothing_to_record()
        return
    record(
        actor,
        Event.REPORT_ANSWERED,
        answer.message,
        compartment=box.compartment,
        sealed=answer.sealed,
    )


@action(store=Store.INBOX)
def repoint_mailbox(actor: str, *, mailbox: str, to: Repoint) -> None:
    """Let a case read what is written into a mailbox from now on."""
    box = delivering.repoint(mailbox, to, now=timezone.now())
    if box is None:
        nothing_to_record()
        return
    record(actor, Event.REPORT_HANDED_OVER, box.ref, compartment=to.compartment)


def _mark(row: Outbox, **changes: object) -> None:
    with transaction.atomic(using=alias(Store.CASEWORK)):
        Outbox.objects.using(alias(Store.CASEWORK)).filter(pk=row.pk).update(**changes)
