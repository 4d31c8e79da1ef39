"""Which step may follow which. Pure; the actions ask here and nowhere else."""

from typing import assert_never

from django.utils.translation import gettext_lazy as _

from romdoul.cases.codes import CaseStatus, CloseReason, Decision, ReportStatus
from romdoul.kernel.errors import BadInput

DECIDED_AT_THE_DESK = frozenset(
    {Decision.ADVISED, Decision.PASSED_ON, Decision.DUPLICATE, Decision.NO_ACTION}
)


def worked_on(status: ReportStatus) -> ReportStatus:
    """Return a report's status after triage or an answer; a decision stands."""
    match status:
        case ReportStatus.NEW | ReportStatus.OPEN:
            return ReportStatus.OPEN
        case ReportStatus.DECIDED:
            return ReportStatus.DECIDED
    assert_never(status)


def decided(status: ReportStatus) -> ReportStatus:
    """Return a report's status after a decision; raise BadInput if there is one."""
    match status:
        case ReportStatus.NEW | ReportStatus.OPEN:
            return ReportStatus.DECIDED
        case ReportStatus.DECIDED:
            raise BadInput(_("This report has been decided already."))
    assert_never(status)


def closed(status: CaseStatus, reason: CloseReason) -> CaseStatus:
    """Return the status a reason leads to; raise BadInput unless the case is open."""
    if status is not CaseStatus.OPEN:
        raise BadInput(_("This case is closed already."))
    match reason:
        case CloseReason.TRANSFERRED:
            return CaseStatus.TRANSFERRED
        case CloseReason.DUPLICATE:
            return CaseStatus.DUPLICATE
        case (
            CloseReason.GOALS_REACHED
            | CloseReason.NO_LONGER_AT_RISK
            | CloseReason.DECLINED
            | CloseReason.CONTACT_LOST
            | CloseReason.MOVED_AWAY
            | CloseReason.CAME_OF_AGE
            | CloseReason.DIED
            | CloseReason.NOT_CONFIRMED
        ):
            return CaseStatus.CLOSED
    assert_never(reason)


def reopened(status: CaseStatus) -> CaseStatus:
    """Return the status of a reopened case; raise BadInput if it is open."""
    match status:
        case CaseStatus.CLOSED | CaseStatus.TRANSFERRED | CaseStatus.DUPLICATE:
            return CaseStatus.OPEN
        case CaseStatus.OPEN:
            raise BadInput(_("This case is open already."))
    assert_never(status)


def awaits_us(*, waiting: bool, answered: bool, unanswered: bool) -> bool:
    """Tell whether a report's response clock runs: nobody has answered what came."""
    return waiting and (unanswered or not answered)
