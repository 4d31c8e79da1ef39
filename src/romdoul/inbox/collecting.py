"""What the desks do to the inbox when they take what waits in it.

Each of these is a step of an action in the inbox's store; none opens anything.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from romdoul.inbox.codes import Direction
from romdoul.inbox.models import Attachment, Envelope, Message

# A second tap, or a code asked for on a page left open, comes within this time.
REMEMBERED = timedelta(days=7)


def waiting_envelopes(
    compartments: Collection[str], *, limit: int = 100
) -> list[Envelope]:
    """Return the oldest envelopes that wait for these compartments.

    An envelope's voice message, if it has one, is ``Attachment`` with the same
    ``envelope_id``.
    """
    rows = Envelope.objects.filter(compartment__in=compartments, collected_at=None)
    return list(rows.order_by("received_at", "id")[:limit])


def waiting_messages(
    compartments: Collection[str], *, limit: int = 100
) -> list[Message]:
    """Return the oldest messages to these compartments, their mailboxes with them."""
    rows = Message.objects.filter(
        compartment__in=compartments, direction=Direction.IN, collected_at=None
    )
    return list(rows.select_related("mailbox").order_by("created_at", "id")[:limit])


def take_envelopes(ids: Collection[str], *, now: datetime) -> None:
    """Empty envelopes that stand safely in casework, and forget their voices."""
    Attachment.objects.filter(envelope_id__in=ids).delete()
    rows = Envelope.objects.filter(id__in=ids, collected_at=None)
    rows.update(sealed=b"", collected_at=now)


def take_messages(ids: Collection[str], *, now: datetime) -> None:
    """Empty messages that stand safely in casework."""
    rows = Message.objects.filter(id__in=ids, direction=Direction.IN, collected_at=None)
    rows.update(sealed=b"", collected_at=now)


def forget_collected(*, now: datetime) -> int:
    """Delete what was collected long enough ago; return how many envelopes."""
    before = now - REMEMBERED
    Message.objects.filter(direction=Direction.IN, collected_at__lt=before).delete()
    return Envelope.objects.filter(collected_at__lt=before).delete()[0]
