"""Give a report its kind and its priority."""

from romdoul.cases.clocks import response_due
from romdoul.cases.codes import Priority, ReportKind, ReportStatus
from romdoul.cases.deeds import Deed
from romdoul.cases.documents import ReportTriage
from romdoul.cases.flow import worked_on
from romdoul.cases.models import Report
from romdoul.cases.sealing import open_document, save
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record_opening
from romdoul.queries.reports import get_report
from romdoul.staff.actor import Actor


@action()
def triage_report(
    actor: Actor,
    *,
    ref: str,
    version: int,
    kind: ReportKind,
    priority: Priority,
    reason: str,
) -> Report:
    """Say what a report is about and how soon someone has to respond, and why.

    A report that nobody has answered is due anew, counted from its receipt.

    Raises:
        NotFound, Refused: as ``get_report``.
        Conflict: somebody else has triaged it meanwhile.
    """
    report = get_report(actor, ref, to=Deed.DECIDE, lock=True)
    record_opening(actor, [report.ref], report.compartment)
    before = open_document(actor, report, ReportTriage)
    report.kind, report.priority = kind, priority
    report.status = worked_on(ReportStatus(report.status))
    if report.answered_at is None:
        report.due_at = response_due(report.received_at, priority)
    save(
        actor,
        report,
        ReportTriage(**(before.model_dump() | {"reason": reason})),
        Event.REPORT_TRIAGED,
        version=version,
        fields=("kind", "priority", "status", "due_at"),
    )
    return report
