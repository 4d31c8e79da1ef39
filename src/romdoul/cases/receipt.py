"""What is taken from the inbox becomes a row here; a report itself is not opened."""

from datetime import datetime

from romdoul.cases.clocks import response_due
from romdoul.cases.codes import Desk, Direction, Priority
from romdoul.cases.contents import content_ref, message_bytes, put_message, voice_ref
from romdoul.cases.documents import ReportTriage
from romdoul.cases.flow import awaits_us
from romdoul.cases.models import Report, ReportAttachment, ReportMessage
from romdoul.cases.sealing import Place, record_sealed, seal_into
from romdoul.inbox.models import Attachment, Envelope, Mailbox, Message
from romdoul.kernel.errors import Broken
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import record, record_opening
from romdoul.staff.actor import Actor


def keep_envelope(actor: Actor, envelope: Envelope, desk: Desk) -> Report:
    """Keep a report as it was received, with an empty triage beside it.

    ``desk`` is whose key it is sealed to: what the envelope's row says is not
    believed, since the public side wrote it.
    """
    priority = Priority(envelope.priority)
    report = Report(
        ref=_free_ref(envelope.ref),
        submission=envelope.id,
        desk=desk,
        compartment=envelope.compartment,
        priority=priority,
        received_at=envelope.received_at,
        due_at=response_due(envelope.received_at, priority),
        content=bytes(envelope.sealed),
        content_epoch=envelope.epoch,
        mailbox=_mailbox_id(envelope.id),
    )
    seal_into(actor, report, ReportTriage())
    report.save(force_insert=True)
    record_sealed(actor, Event.REPORT_COLLECTED, report)
    _record(actor, content_ref(report), report.compartment, bytes(report.content))
    _keep_voice(actor, report, envelope)
    return report


def _free_ref(ref: str) -> str:
    # Whoever writes the inbox may repeat a reference; no report may wait for that.
    return new_ref("R") if Report.objects.filter(ref=ref).exists() else ref


def _mailbox_id(submission: str) -> str:
    boxes = Mailbox.objects.filter(submission=submission, destroyed_at=None)
    return boxes.values_list("id", flat=True).first() or ""


def _keep_voice(actor: Actor, report: Report, envelope: Envelope) -> None:
    voice = Attachment.objects.filter(envelope=envelope).first()
    if voice is None:
        return
    sealed = bytes(voice.sealed)
    ReportAttachment.objects.create(
        id=voice_ref(report),
        name=voice.id,
        report=report,
        compartment=envelope.compartment,
        epoch=envelope.epoch,
        sealed=sealed,
        size=voice.size,
    )
    _record(actor, voice_ref(report), report.compartment, sealed)


def _record(actor: Actor, ref: str, compartment: str, sealed: bytes) -> None:
    event = Event.REPORT_COLLECTED
    record(actor, event, ref, compartment=compartment, sealed=sealed)


def keep_message(actor: Actor, report: Report, message: Message) -> None:
    """Keep what the reporter wrote, and let the response clock run again.

    What was still sealed to the desk that a report has left is sealed anew for
    where the report is now.
    """
    row = ReportMessage(
        ref=new_ref("M"),
        report=report,
        message=message.id,
        direction=Direction.IN,
        at=message.created_at,
        compartment=message.compartment,
        epoch=message.epoch,
        sealed=bytes(message.sealed),
    )
    if row.compartment != report.compartment:
        _carry_over(actor, report, row)
    row.save(force_insert=True)
    record_sealed(actor, Event.REPORT_MESSAGE_COLLECTED, row)
    _wake(report, message.mailbox_id, message.created_at)


def _carry_over(actor: Actor, report: Report, row: ReportMessage) -> None:
    place = Place.of(actor, report.compartment)
    record_opening(actor, [row.ref], row.compartment)
    try:
        plain = message_bytes(actor, row)
    except Broken:
        # Never sealed to us: it stays as a message that nobody can read.
        plain = b""
    put_message(row, place, plain)


def _wake(report: Report, mailbox: str, at: datetime) -> None:
    if not clock_runs(report):
        report.due_at = response_due(at, Priority(report.priority))
    report.unanswered = report.waiting = True
    report.mailbox = mailbox
    report.save(update_fields=["due_at", "unanswered", "waiting", "mailbox"])


def clock_runs(report: Report) -> bool:
    """Tell whether a reporter waits for our first or our next answer."""
    return awaits_us(
        waiting=report.waiting,
        answered=report.answered_at is not None,
        unanswered=report.unanswered,
    )
