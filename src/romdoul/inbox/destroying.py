"""A mailbox is destroyed: its key and the answers in it. A step of actions."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from romdoul.inbox.codes import Direction
from romdoul.inbox.models import Mailbox
from romdoul.kernel.moments import quarter_hour


def destroy(box: Mailbox, *, now: datetime) -> list[str]:
    """Destroy a mailbox's key and its answers; return the rows that are gone.

    What was written back stays, read or not: it was given to the desk.
    """
    answers = box.messages.filter(direction=Direction.OUT)
    gone = [box.id, *answers.values_list("id", flat=True)]
    answers.delete()
    box.wrapped, box.public_key = b"", b""
    box.destroyed_at = quarter_hour(now)
    box.save(update_fields=["wrapped", "public_key", "destroyed_at"])
    return gone


def standing(ids: Collection[str]) -> QuerySet[Mailbox]:
    """Return those of these mailboxes that are not destroyed."""
    return Mailbox.objects.filter(id__in=ids, destroyed_at=None).order_by("id")
