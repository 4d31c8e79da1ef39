"""Let a reporter destroy their mailbox."""

from django.utils import timezone

from romdoul.inbox.codes import Direction
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store
from romdoul.queries.public import live_mailbox


@action(store=Store.INBOX)
def destroy_mailbox(*, mailbox: str) -> None:
    """Destroy the answers and the key; nobody can open it again, nor answer into it.

    The report, and what was written back but not yet read by the desk, stay: they
    were given to the desk.

    Raises:
        NotFound: there is no such mailbox, or it was destroyed.
    """
    box = live_mailbox(mailbox, lock=True)
    answers = box.messages.filter(direction=Direction.OUT)
    gone = list(answers.values_list("id", flat=True))
    answers.delete()
    box.wrapped, box.public_key = b"", b""
    box.destroyed_at = quarter_hour(timezone.now())
    box.save(update_fields=["wrapped", "public_key", "destroyed_at"])
    record("public", Event.MAILBOX_DESTROYED, box.ref, compartment=box.compartment)
    record("public", Event.RECORD_ERASED, box.id, *gone, compartment=box.compartment)
