"""Change what a case is about, and where its coded columns stand."""

from django.utils.translation import gettext as _

from romdoul.cases.codes import CaseStatus, Priority, Stage
from romdoul.cases.documents import CaseDocument
from romdoul.cases.models import Case
from romdoul.cases.sealing import save
from romdoul.kernel.errors import BadInput
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action
from romdoul.queries.cases import get_case
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


@action()
def change_case(
    actor: Actor,
    *,
    ref: str,
    version: int,
    document: CaseDocument,
    stage: Stage | None = None,
    priority: Priority | None = None,
) -> Case:
    """Save a new version of a case's title and summary, its stage and priority.

    Raises:
        NotFound, Refused: as ``get_case``.
        Conflict: somebody else saved it first; the earlier version is kept.
        BadInput: no title, or a stage that only closing gives.
    """
    case = get_case(actor, ref, need=Right.CASE_WRITE, lock=True)
    if not document.title:
        raise BadInput(_("Give the case a title."), field="title")
    case.stage = _stage(case, stage)
    case.priority = priority or case.priority
    event = Event.CASE_CHANGED
    fields = ("stage", "priority")
    save(actor, case, document, event, version=version, fields=fields)
    return case


def _stage(case: Case, wanted: Stage | None) -> str:
    if wanted is None or wanted == case.stage:
        return case.stage
    if wanted is Stage.CLOSED or case.status != CaseStatus.OPEN:
        raise BadInput(_("A case is closed and reopened for a reason."), field="stage")
    return wanted
