"""Let a reporter destroy their mailbox."""

from django.utils import timezone

from romdoul.inbox.destroying import destroy
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
    gone = destroy(box, now=timezone.now())
    record("public", Event.MAILBOX_DESTROYED, box.ref, compartment=box.compartment)
    record("public", Event.RECORD_ERASED, *gone, compartment=box.compartment)
