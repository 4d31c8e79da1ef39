"""Writing a desk's public key where the public side finds it: steps of actions."""

from collections.abc import Sequence
from datetime import UTC, datetime

from romdoul.inbox.models import PublishedKey
from romdoul.inbox.trust import write_chain
from romdoul.vault.statements import KeyAnnouncement, Signed, peek


def publish(
    announcement: Signed, certificates: Sequence[Signed], *, now: datetime
) -> KeyAnnouncement | None:
    """Add a key and retire the compartment's older ones; None if it stood already.

    ``certificates`` is the announcer's first, then its issuer's. Nothing is
    verified here: every reader of the row does (``inbox.trust``), since what stands
    in a database proves nothing.

    Raises SignatureBroken if this is no announcement.
    """
    said = peek(announcement, KeyAnnouncement)
    _, created = PublishedKey.objects.get_or_create(
        compartment=said.compartment,
        epoch=said.epoch,
        defaults={
            "desk": said.desk,
            "public_key": said.public_key,
            "body": announcement.body,
            "signature": announcement.signature,
            "certificates": write_chain(certificates),
            "valid_from": datetime.fromtimestamp(said.valid_from, UTC),
        },
    )
    older = PublishedKey.objects.filter(
        compartment=said.compartment, epoch__lt=said.epoch, retired_at=None
    )
    older.update(retired_at=now)
    return said if created else None
