"""Give a reporter a mailbox under their receipt code."""

from django.utils import timezone

from romdoul.inbox.incoming import require_id
from romdoul.inbox.models import Envelope, Mailbox
from romdoul.kernel.errors import Conflict, NotFound
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store


@action(store=Store.INBOX)
def open_mailbox(
    *, submission: str, mailbox: str, public_key: bytes, wrapped: bytes
) -> str:
    """Open the one mailbox of a report and return the report's reference.

    ``mailbox`` is the keyed hash of the code's locator, ``wrapped`` the private key
    under code and pepper (RM1). Opening it again under the same code changes
    nothing: a double tap shows one code.

    Raises:
        NotFound: there is no such report.
        Conflict: the report has a mailbox under another code.
    """
    envelope = Envelope.objects.filter(id=require_id(submission)).first()
    if envelope is None:
        raise NotFound(submission)
    box, created = Mailbox.objects.get_or_create(
        submission=submission,
        defaults={
            "id": mailbox,
            "ref": envelope.ref,
            "desk": envelope.desk,
            "compartment": envelope.compartment,
            "public_key": public_key,
            "wrapped": wrapped,
            "created_on": timezone.localdate(),
        },
    )
    if box.id != mailbox:
        raise Conflict(envelope.ref, 1)
    if not created:
        nothing_to_record()
        return envelope.ref
    record(
        "public",
        Event.MAILBOX_OPENED,
        mailbox,
        compartment=box.compartment,
        sealed=wrapped,
    )
    return envelope.ref
