"""What jobs do to a mailbox: steps of an action in the inbox's store."""

from datetime import datetime

from romdoul.inbox.codes import CASE_DESK, Direction
from romdoul.inbox.models import Mailbox, Message, PublishedKey
from romdoul.inbox.outgoing import Answer, Repoint
from romdoul.kernel.moments import quarter_hour


def deliver(mailbox: str, answer: Answer, *, now: datetime) -> Mailbox | None:
    """Add an answer; return its mailbox, or None where there is nothing to do.

    Nothing is to be done for a mailbox that was destroyed, nor a second time.
    """
    box = _live(mailbox)
    if box is None:
        return None
    _, created = Message.objects.get_or_create(
        id=answer.message,
        defaults={
            "mailbox": box,
            "direction": Direction.OUT,
            "sealed": answer.sealed,
            "created_at": quarter_hour(now),
        },
    )
    return box if created else None


def repoint(mailbox: str, to: Repoint, *, now: datetime) -> Mailbox | None:
    """Name a case as the reader, and publish its key if one came along.

    Returns the mailbox, or None where that was already so.
    """
    box = _live(mailbox)
    if box is None:
        return None
    published = bool(to.announcement) and _publish(to, now=now)
    if box.compartment == to.compartment and not published:
        return None
    box.compartment = to.compartment
    box.save(update_fields=["compartment"])
    return box


def _publish(to: Repoint, *, now: datetime) -> bool:
    """Add a case's key and retire its older ones; tell whether it is new.

    Nothing is checked here: every reader of the row verifies it (``inbox.trust``).
    """
    _, created = PublishedKey.objects.get_or_create(
        compartment=to.compartment,
        epoch=to.epoch,
        defaults={
            "desk": CASE_DESK,
            "public_key": to.public_key,
            "body": to.announcement,
            "signature": to.signature,
            "certificates": to.certificates,
            "valid_from": now,
        },
    )
    older = PublishedKey.objects.filter(
        compartment=to.compartment, epoch__lt=to.epoch, retired_at=None
    )
    older.update(retired_at=now)
    return created


def _live(mailbox: str) -> Mailbox | None:
    rows = Mailbox.objects.select_for_update()
    return rows.filter(id=mailbox, destroyed_at=None).first()
