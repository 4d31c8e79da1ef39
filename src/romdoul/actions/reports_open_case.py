"""Open a case from a report, which leaves its desk for the case."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import Decision, Desk, Priority, ReportStatus
from romdoul.cases.deeds import Deed
from romdoul.cases.documents import ReportTriage
from romdoul.cases.flow import decided
from romdoul.cases.founding import NewCase, found_case
from romdoul.cases.handing_over import hand_over
from romdoul.cases.mailboxes import mailbox_of, promise_repoint
from romdoul.cases.models import Case, Report
from romdoul.cases.sealing import Place, open_document, save
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record_opening
from romdoul.matching import index
from romdoul.queries.reports import get_report
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


@action()
def open_case_from_report(
    actor: Actor,
    *,
    ref: str,
    title: str,
    lead: str,
    members: Sequence[str],
    reason: str,
) -> Case:
    """Open a case from a report and seal the report anew for the case alone.

    Whoever holds only the desk's key opens nothing of it afterwards, the actor
    included unless they are named a member. Further messages come to the case.

    Raises:
        NotFound, Refused: as ``get_report``; or the actor opens no cases.
        BadInput: decided already, no title or reason, or a team that cannot be.
    """
    report = get_report(actor, ref, to=Deed.DECIDE, lock=True)
    actor.require(Right.CASE_CREATE, ref)
    _require_words(report, title, reason)
    new = NewCase(title, reason, Priority(report.priority), lead, tuple(members))
    case = found_case(actor, new, now=timezone.now())
    _decide(actor, report, reason)
    hand_over(actor, report, Place.of(actor, case.compartment))
    report.desk, report.case = "", case
    report.save(update_fields=["desk", "case"])
    index.move(report.ref, case.compartment)
    if box := mailbox_of(report):
        promise_repoint(actor, [box.id], case.compartment, now=timezone.now())
    return case


def _require_words(report: Report, title: str, reason: str) -> None:
    if report.desk == Desk.SAFEGUARDING:
        raise BadInput(_("A report to safeguarding is handled there."))
    if not title.strip():
        raise BadInput(_("Give the case a title."), field="title")
    if not reason.strip():
        raise BadInput(_("Say why."), field="reason")


def _decide(actor: Actor, report: Report, reason: str) -> None:
    report.status = decided(ReportStatus(report.status))
    report.decision = Decision.CASE_OPENED
    report.decided_at = quarter_hour(timezone.now())
    report.waiting = report.unanswered
    record_opening(actor, [report.ref], report.compartment)
    before = open_document(actor, report, ReportTriage)
    save(
        actor,
        report,
        ReportTriage(**(before.model_dump() | {"decided_because": reason})),
        Event.REPORT_DECIDED,
        version=report.version,
        fields=("status", "decision", "decided_at", "waiting"),
    )
