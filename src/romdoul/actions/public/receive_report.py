"""Take a stranger's sealed report."""

from typing import Unpack

from django.utils import timezone

from romdoul.inbox.incoming import Incoming, SealedVoice, require_voice
from romdoul.inbox.models import Attachment
from romdoul.inbox.receiving import keep_once
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
    compartment = report["compartment"]
    require_accepted(report["desk"], compartment, report["epoch"])
    ref, first = keep_once(report, now=timezone.now())
    if not first:
        nothing_to_record()
        return ref
    _record(ref, compartment, report["sealed"])
    if voice := report.get("attachment"):
        _attach(report["submission"], require_voice(voice))
        _record(voice.id, compartment, voice.sealed)
    return ref


def _attach(submission: str, voice: SealedVoice) -> None:
    Attachment.objects.create(
        id=voice.id,
        envelope_id=submission,
        sealed=voice.sealed,
        size=len(voice.sealed),
    )


def _record(ref: str, compartment: str, sealed: bytes) -> None:
    record("public", Event.REPORT_RECEIVED, ref, compartment=compartment, sealed=sealed)
