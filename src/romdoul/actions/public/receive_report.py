"""Take a stranger's sealed report."""

from typing import Unpack

from django.utils import timezone

from romdoul.inbox.incoming import (
    Incoming,
    SealedVoice,
    require_envelope,
    require_id,
    require_voice,
)
from romdoul.inbox.models import Attachment, Envelope
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store
from romdoul.queries.public import require_accepted


@action(store=Store.INBOX)
def receive_report(**report: Unpack[Incoming]) -> str:
    """Store a sealed report and return its reference; once for each submission.

    The moment kept is the quarter of an hour, and nothing of who sent it.

    Raises:
        BadInput: this is no envelope, or it is too long.
        NoKey: it was sealed to a key that the desk no longer takes.
    """
    require_accepted(report["desk"], report["compartment"], report["epoch"])
    envelope, created = Envelope.objects.get_or_create(
        id=require_id(report["submission"]),
        defaults={
            "ref": new_ref("R"),
            "desk": report["desk"],
            "compartment": report["compartment"],
            "epoch": report["epoch"],
            "priority": report["priority"],
            "received_at": quarter_hour(timezone.now()),
            "sealed": require_envelope(report["sealed"]),
        },
    )
    if not created:
        nothing_to_record()
        return envelope.ref
    _record(envelope.ref, envelope.compartment, report["sealed"])
    if voice := report.get("attachment"):
        _attach(envelope, require_voice(voice))
    return envelope.ref


def _attach(envelope: Envelope, voice: SealedVoice) -> None:
    Attachment.objects.create(
        id=voice.id, envelope=envelope, sealed=voice.sealed, size=len(voice.sealed)
    )
    _record(voice.id, envelope.compartment, voice.sealed)


def _record(ref: str, compartment: str, sealed: bytes) -> None:
    record("public", Event.REPORT_RECEIVED, ref, compartment=compartment, sealed=sealed)
