"""Let a reporter write back."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from romdoul.inbox.codes import Direction
from romdoul.inbox.incoming import MESSAGE_MAX, require_envelope, require_id
from romdoul.inbox.models import Mailbox, Message
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store
from romdoul.queries.public import live_mailbox, require_accepted_by

WAITING_MAX = 50


@action(store=Store.INBOX)
def write_message(
    *, mailbox: str, message: str, compartment: str, epoch: int, sealed: bytes
) -> None:
    """Store a sealed message to whoever reads this mailbox; once for each id.

    Raises:
        NotFound: there is no such mailbox, or it was destroyed.
        NoKey: it was sealed to a key that this mailbox's readers do not take.
        BadInput: it is no envelope, too long, or too many wait already.
    """
    box = live_mailbox(mailbox, lock=True)
    require_accepted_by(box, compartment, epoch)
    if Message.objects.filter(id=require_id(message), mailbox=box).exists():
        nothing_to_record()
        return
    _require_room(box)
    Message.objects.create(
        id=message,
        mailbox=box,
        direction=Direction.IN,
        compartment=compartment,
        epoch=epoch,
        sealed=require_envelope(sealed, MESSAGE_MAX),
        created_at=quarter_hour(timezone.now()),
    )
    record(
        "public",
        Event.REPORT_MESSAGE_RECEIVED,
        message,
        compartment=compartment,
        sealed=sealed,
    )


def _require_room(box: Mailbox) -> None:
    waiting = box.messages.filter(direction=Direction.IN, collected_at=None).count()
    if waiting >= WAITING_MAX:
        raise BadInput(
            _("We have not read your last messages yet. Please wait for our answer."),
            field="text",
        )
