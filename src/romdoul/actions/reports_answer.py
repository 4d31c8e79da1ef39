"""Answer a reporter through their mailbox."""

from secrets import token_hex

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from romdoul.cases.clocks import response_due
from romdoul.cases.codes import Direction, Priority, ReportStatus
from romdoul.cases.contents import put_message
from romdoul.cases.deeds import Deed
from romdoul.cases.flow import worked_on
from romdoul.cases.mailboxes import mailbox_of, promise_answer, promise_repoint
from romdoul.cases.models import Report, ReportMessage
from romdoul.cases.sealing import Place, record_sealed
from romdoul.inbox.bindings import answer_binding
from romdoul.inbox.content import MessageContent, visible
from romdoul.inbox.models import Mailbox
from romdoul.inbox.outgoing import Answer
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action
from romdoul.queries.reports import get_report
from romdoul.staff.actor import Actor
from romdoul.vault.sealing import seal_to


@action()
def answer_report(actor: Actor, *, ref: str, text: str) -> ReportMessage:
    """Seal an answer to the reporter's mailbox, and a copy to whoever works on it.

    Jobs deliver it after the commit. The response clock starts again with it.

    Raises:
        NotFound, Refused: as ``get_report``.
        BadInput: nothing was written, or too much, or there is no mailbox.
    """
    report = get_report(actor, ref, to=Deed.ANSWER, lock=True)
    box = mailbox_of(report)
    if box is None:
        raise BadInput(_("This reporter has no mailbox that an answer could go to."))
    content, now = _written(text), timezone.now()
    message = token_hex(16)
    sealed = seal_to(
        bytes(box.public_key), content.plain(), answer_binding(message, box.id)
    )
    promise_answer(box.id, Answer(message=message, sealed=sealed))
    if not report.desk and box.compartment != report.compartment:
        promise_repoint(actor, [box.id], report.compartment, now=now)
    _mark(report, box)
    return _keep_copy(actor, report, message, content)


def _written(text: str) -> MessageContent:
    if not visible(text):
        raise BadInput(_("Write an answer first."), field="text")
    try:
        return MessageContent(text=text)
    except ValidationError:
        raise BadInput(_("This is too long for one answer."), field="text") from None


def _mark(report: Report, box: Mailbox) -> None:
    now = timezone.now()
    report.status = worked_on(ReportStatus(report.status))
    report.answered_at = quarter_hour(now)
    report.due_at = response_due(quarter_hour(now), Priority(report.priority))
    report.unanswered, report.mailbox = False, box.id
    report.waiting = report.status != ReportStatus.DECIDED
    report.save(
        update_fields=[
            "status",
            "answered_at",
            "due_at",
            "unanswered",
            "mailbox",
            "waiting",
        ]
    )


def _keep_copy(
    actor: Actor, report: Report, message: str, content: MessageContent
) -> ReportMessage:
    row = ReportMessage(
        ref=new_ref("M"),
        report=report,
        message=message,
        direction=Direction.OUT,
        by_id=actor.worker_id,
        at=quarter_hour(timezone.now()),
    )
    put_message(row, Place.of(actor, report.compartment), content.plain())
    row.save(force_insert=True)
    record_sealed(actor, Event.REPORT_ANSWERED, row)
    return row
