"""Give the public side the key that it seals to."""

from collections.abc import Sequence

from django.utils import timezone

from romdoul.inbox.publishing import publish
from romdoul.ledger.events import Event
from romdoul.ledger.recording import HasHandle, action, nothing_to_record, record
from romdoul.ledger.stores import Store
from romdoul.vault.statements import Signed


@action(store=Store.INBOX)
def publish_key(
    actor: HasHandle | str, *, announcement: Signed, certificates: Sequence[Signed]
) -> None:
    """Publish an epoch's public key for a desk; its older ones end in a day.

    ``announcement`` is a signed ``KeyAnnouncement``, ``certificates`` its
    announcer's certificate and the issuer's of that. No right is asked for: only a
    member can sign, and the public side believes nothing but the signatures.

    Raises SignatureBroken if this is no announcement.
    """
    said = publish(announcement, certificates, now=timezone.now())
    if said is None:
        nothing_to_record()
        return
    record(actor, Event.KEY_PUBLISHED, compartment=said.compartment)
