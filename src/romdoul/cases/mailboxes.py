"""A report's mailbox: looked up in the inbox, answered and re-pointed by outbox."""

from datetime import datetime

from romdoul.cases.models import Report
from romdoul.cases.sealing import Place
from romdoul.inbox.codes import CASE_DESK
from romdoul.inbox.models import Mailbox
from romdoul.inbox.outgoing import Answer, Delivery, Repoint
from romdoul.inbox.trust import ANNOUNCERS, write_chain
from romdoul.ledger.outbox import enqueue
from romdoul.staff.actor import Actor
from romdoul.staff.chain import chain_of
from romdoul.vault.statements import KeyAnnouncement, sign


def mailbox_of(report: Report) -> Mailbox | None:
    """Return the report's mailbox, or None where there is none or it was destroyed."""
    boxes = Mailbox.objects.filter(submission=report.submission, destroyed_at=None)
    return boxes.first()


def promise_answer(mailbox: str, answer: Answer) -> None:
    """Let jobs deliver an answer once this action has been committed."""
    enqueue(Delivery.ANSWER, mailbox, answer.pack())


def promise_repoint(
    actor: Actor, mailboxes: list[str], compartment: str, *, now: datetime
) -> None:
    """Let the public seal what is written into these mailboxes to a case's key.

    The announcement is signed by the actor. Where their roles may not announce a
    key, nothing is promised: the public seals to the desk, which carries it over.
    """
    if not mailboxes or not ANNOUNCERS[CASE_DESK] & set(actor.roles):
        return
    payload = _announced(actor, compartment, now).pack()
    for mailbox in mailboxes:
        enqueue(Delivery.REPOINT, mailbox, payload)


def promise_desk(mailbox: str, compartment: str) -> None:
    """Let the public seal to a desk that has published its own key."""
    enqueue(Delivery.REPOINT, mailbox, Repoint(compartment=compartment).pack())


def _announced(actor: Actor, compartment: str, now: datetime) -> Repoint:
    public = Place.of(actor, compartment)
    moment = int(now.timestamp())
    statement = KeyAnnouncement(
        compartment=compartment,
        desk=CASE_DESK,
        epoch=public.epoch,
        public_key=public.public,
        valid_from=moment,
        announced_by=actor.ref,
        announced_at=moment,
    )
    signed = sign(actor.keys.sign, statement)
    return Repoint(
        compartment=compartment,
        epoch=public.epoch,
        public_key=public.public,
        announcement=signed.body,
        signature=signed.signature,
        certificates=write_chain(chain_of(actor)),
    )
