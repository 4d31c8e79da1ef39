"""Decide what becomes of a report, or pass it to those it must not be hidden from."""

from typing import assert_never

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import Decision, Desk, ReportStatus
from romdoul.cases.deeds import Deed
from romdoul.cases.documents import ReportTriage
from romdoul.cases.flow import decided
from romdoul.cases.handing_over import hand_over
from romdoul.cases.mailboxes import mailbox_of, promise_desk
from romdoul.cases.models import Report
from romdoul.cases.sealing import Place, open_document, save
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record_opening
from romdoul.matching import index
from romdoul.queries.reports import get_report
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import standing
from romdoul.staff.kinds import CompartmentKind


@action()
def decide_report(
    actor: Actor, *, ref: str, decision: Decision, reason: str
) -> Report | None:
    """Decide a report for a stated reason; None when it has left for safeguarding.

    Raises:
        NotFound, Refused: as ``get_report``.
        BadInput: decided already, no reason, or a case is to be opened (which has
            an action of its own, since it takes a team).
    """
    report = get_report(actor, ref, to=Deed.DECIDE, lock=True)
    match decision:
        case Decision.ADVISED | Decision.PASSED_ON:
            return _decide(actor, report, decision, reason)
        case Decision.DUPLICATE | Decision.NO_ACTION:
            return _decide(actor, report, decision, reason)
        case Decision.SAFEGUARDING:
            _pass_on(actor, report, reason)
            return None
        case Decision.CASE_OPENED:
            raise BadInput(_("Choose who is to be on the case."), field="decision")
    assert_never(decision)


@action()
def pass_to_safeguarding(actor: Actor, *, ref: str, reason: str) -> None:
    """Hand a report about our own people to safeguarding; the desk keeps nothing.

    Raises:
        NotFound, Refused: as ``get_report``.
        BadInput: decided already, no reason, or it is with safeguarding.
    """
    _pass_on(actor, get_report(actor, ref, to=Deed.DECIDE, lock=True), reason)


def _decide(actor: Actor, report: Report, decision: Decision, reason: str) -> Report:
    report.status, report.decision = decided(ReportStatus(report.status)), decision
    report.decided_at = quarter_hour(timezone.now())
    report.waiting = report.unanswered
    _write_reason(
        actor,
        report,
        reason,
        Event.REPORT_DECIDED,
        ("status", "decision", "decided_at", "waiting"),
    )
    return report


def _pass_on(actor: Actor, report: Report, reason: str) -> None:
    if report.desk != Desk.HOTLINE:
        raise BadInput(_("Only the hotline passes reports to safeguarding."))
    decided(ReportStatus(report.status))
    _write_reason(actor, report, reason, Event.REPORT_DECIDED, ())
    there = standing(CompartmentKind.SAFEGUARDING)
    hand_over(actor, report, Place.of(actor, there.ref))
    report.desk, report.status = Desk.SAFEGUARDING, ReportStatus.NEW
    report.indexed = False
    report.save(update_fields=["desk", "status", "indexed"])
    index.forget([report.ref])
    if box := mailbox_of(report):
        promise_desk(box.id, there.ref)


def _write_reason(
    actor: Actor, report: Report, reason: str, event: Event, fields: tuple[str, ...]
) -> None:
    if not reason.strip():
        raise BadInput(_("Say why."), field="reason")
    record_opening(actor, [report.ref], report.compartment)
    before = open_document(actor, report, ReportTriage)
    after = ReportTriage(**(before.model_dump() | {"decided_because": reason}))
    save(actor, report, after, event, version=report.version, fields=fields)
