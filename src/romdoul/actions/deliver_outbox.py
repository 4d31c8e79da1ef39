"""Bring what the desks promised to the mailboxes; run by jobs, opening nothing."""

import logging

from django.utils import timezone

from romdoul.inbox import delivering
from romdoul.inbox.outgoing import Answer, Delivery, Repoint
from romdoul.kernel.errors import BadInput, Broken
from romdoul.ledger.events import Event
from romdoul.ledger.models import Outbox
from romdoul.ledger.outbox import mark_done, mark_failed, pending
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store

log = logging.getLogger("romdoul.outbox")

JOBS = "jobs"
BATCH = 200


def deliver_pending() -> int:
    """Deliver what is due, oldest first; return how many rows are done with.

    A row is marked done after the inbox has it: cut off between the two, it is
    delivered again and changes nothing. A row that cannot be read is put off, each
    time for longer, and holds up no other.
    """
    return sum(map(_deliver, pending(BATCH, kinds=Delivery)))


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
        mark_failed(row)
        return False
    mark_done(row)
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
