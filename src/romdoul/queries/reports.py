"""Reports as lists show them, and one report opened. To fetch is to authorise."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from romdoul.cases.clocks import is_overdue
from romdoul.cases.codes import Decision, Desk, Direction, Priority, ReportStatus
from romdoul.cases.contents import binding_of_attachment, content_bytes, message_bytes
from romdoul.cases.deeds import Deed, right_for
from romdoul.cases.documents import ReportTriage
from romdoul.cases.mailboxes import mailbox_of
from romdoul.cases.models import Report, ReportAttachment, ReportMessage
from romdoul.cases.receipt import clock_runs
from romdoul.cases.sealing import is_envelope, open_document
from romdoul.inbox.content import ReportContent, read_content, read_message
from romdoul.kernel.errors import BadInput, Broken, NotFound
from romdoul.kernel.secret import Secret
from romdoul.matching import index
from romdoul.matching.keys import index_key
from romdoul.matching.people import tokens_of_report
from romdoul.queries.opening import note_opening
from romdoul.queries.paging import Page, page_in_turns, page_of
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import visible
from romdoul.staff.kinds import CompartmentKind
from romdoul.vault.opening import open_file

# What waits at a desk, in the order it is to be taken up: as ``clock_runs`` says it.
AWAITS_US = Q(answered_at=None) | Q(unanswered=True)
IN_TURN = (AWAITS_US, ~Q(answered_at=None) & Q(unanswered=False))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report under its neutral handle; nothing of it is opened."""

    ref: str
    desk: str
    kind: str
    priority: Priority
    status: ReportStatus
    decision: str
    received_at: datetime
    due_at: datetime
    overdue: bool
    unanswered: bool
    has_mailbox: bool


@dataclass(frozen=True, slots=True)
class OpenedMessage:
    """One message, opened; ``text`` is None where no form of ours wrote it."""

    ref: str
    direction: Direction
    at: datetime
    by: str
    text: str | None


@dataclass(frozen=True, slots=True)
class OpenedContent:
    """What a reporter sent, inside a case; ``content`` is None if unreadable."""

    ref: str
    received_at: datetime
    content: ReportContent | None
    has_recording: bool
    can_be_answered: bool
    unanswered: bool


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report as its desk reads it; ``content`` is None where it is unreadable."""

    report: Report
    row: ReportRow
    content: ReportContent | None
    triage: ReportTriage
    messages: list[OpenedMessage]
    can_be_answered: bool


@dataclass(frozen=True, slots=True)
class Recording:
    """A voice message, opened."""

    media_type: str
    sound: bytes


def list_reports(
    actor: Actor,
    *,
    desk: Desk,
    after: str | None = None,
    status: ReportStatus | None = None,
) -> Page[ReportRow]:
    """Return a desk's reports by their response clock.

    What waits: who waits for an answer, the most pressing first, then who had one
    and is not decided on; or one status, the latest first.

    Raises:
        Refused: the desk is not the actor's.
        BadInput: ``after`` is no key of a page.
    """
    actor.require(right_for(desk, Deed.READ))
    wanted = {"waiting": True} if status is None else {"status": status}
    rows = visible(Report.objects.filter(desk=desk, **wanted), actor)
    now = timezone.now()

    def show(row: Report) -> ReportRow:
        return row_of(row, now)

    if status is None:
        return page_in_turns(rows, IN_TURN, by="due_at", after=after, show=show)
    return page_of(rows, by="due_at", after=after, show=show, descending=True)


def row_of(report: Report, now: datetime) -> ReportRow:
    """Return a report as lists show it."""
    return ReportRow(
        ref=report.ref,
        desk=report.desk,
        kind=report.kind,
        priority=Priority(report.priority),
        status=ReportStatus(report.status),
        decision=Decision(report.decision) if report.decision else "",
        received_at=report.received_at,
        due_at=report.due_at,
        overdue=clock_runs(report) and is_overdue(report.due_at, now),
        unanswered=report.unanswered,
        has_mailbox=bool(report.mailbox),
    )


def get_report(actor: Actor, ref: str, *, to: Deed, lock: bool = False) -> Report:
    """Return the report if the actor may see it and may do this with it.

    Raises:
        NotFound: there is none, or not for this person; nobody can tell which.
        Refused: theirs to see, not to do.
    """
    every: QuerySet[Report] = Report.objects.all()
    rows = every.select_for_update(of=("self",)) if lock else every
    report = visible(rows, actor).filter(ref=ref).first()
    if report is None:
        raise NotFound(ref)
    actor.require(right_for(report.desk, to), ref)
    return report


def read_report(actor: Actor, ref: str) -> OpenedReport:
    """Open a report with its messages; recorded, in one entry, before it opens.

    The first time, its name and number become findable for those who may open it.

    Raises as ``get_report`` does, and:
        SealBroken: something of it is not what was sealed.
    """
    report = get_report(actor, ref, to=Deed.READ)
    messages = list(report.messages.select_related("by").order_by("at", "id"))
    note_opening(actor, [report, *messages])
    content = open_content(actor, report)
    if content is not None and not report.indexed:
        _index(actor, report, content)
    box = mailbox_of(report)
    return OpenedReport(
        report=report,
        row=row_of(report, timezone.now()),
        content=content,
        triage=open_document(actor, report, ReportTriage),
        messages=[open_message(actor, message) for message in messages],
        can_be_answered=box is not None,
    )


def open_content(actor: Actor, report: Report) -> ReportContent | None:
    """Open what was sent, recorded before; None where no form of ours wrote it."""
    try:
        return read_content(content_bytes(actor, report))
    except BadInput:
        return None
    except Broken:
        # Anyone may hand in bytes that were never sealed to us; our own seals hold.
        if is_envelope(bytes(report.content)):
            return None
        raise


def open_message(actor: Actor, message: ReportMessage) -> OpenedMessage:
    """Open one message whose opening was recorded."""
    return OpenedMessage(
        ref=message.ref,
        direction=Direction(message.direction),
        at=message.at,
        by=message.by.username if message.by else "",
        text=_text(actor, message),
    )


def _text(actor: Actor, message: ReportMessage) -> str | None:
    try:
        return read_message(message_bytes(actor, message)).text
    except BadInput:
        return None
    except Broken:
        if is_envelope(bytes(message.sealed)):
            return None
        raise


def _index(actor: Actor, report: Report, content: ReportContent) -> None:
    kind = CompartmentKind.INDEX
    if report.desk == Desk.SAFEGUARDING:
        kind = CompartmentKind.SAFEGUARDING
    try:
        key = index_key(actor, kind)
    except NotFound:
        # Who reads without the index leaves it to the next reader.
        return
    tokens = tokens_of_report(key, content)
    index.replace(report.ref, report.compartment, tokens)
    Report.objects.filter(pk=report.pk).update(indexed=True)


def open_recording(actor: Actor, ref: str) -> Recording:
    """Open a report's voice message; recorded before it opens.

    Raises as ``get_report`` does, and:
        NotFound: the report has no voice message.
        SealBroken: it is not what was sealed.
    """
    report = get_report(actor, ref, to=Deed.READ)
    attachment = ReportAttachment.objects.filter(report=report).first()
    if attachment is None:
        raise NotFound(ref)
    note_opening(actor, [report])
    content = open_content(actor, report)
    if content is None or content.voice is None:
        raise NotFound(ref)
    if content.voice.attachment != attachment.name:
        raise NotFound(ref)
    key = Secret(bytes.fromhex(content.voice.key))
    binding = binding_of_attachment(attachment)
    pieces = open_file(key, [bytes(attachment.sealed)], binding)
    return Recording(content.voice.type, b"".join(pieces))
