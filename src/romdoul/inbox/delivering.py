"""What jobs do to a mailbox: steps of an action in the inbox's store."""

from datetime import datetime

from romdoul.inbox.codes import Direction
from romdoul.inbox.models import Mailbox, Message
from romdoul.inbox.outgoing import Answer, Repoint
from romdoul.inbox.publishing import publish
from romdoul.inbox.trust import read_chain
from romdoul.kernel.moments import quarter_hour
from romdoul.vault.statements import Signed


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

    Returns the mailbox, or None where that was already so. Raises a ``Broken`` if
    what came along is no announcement.
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
    announcement = Signed(to.announcement, to.signature)
    return publish(announcement, read_chain(to.certificates), now=now) is not None


def _live(mailbox: str) -> Mailbox | None:
    rows = Mailbox.objects.select_for_update()
    return rows.filter(id=mailbox, destroyed_at=None).first()
