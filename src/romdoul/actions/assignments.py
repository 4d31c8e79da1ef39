"""Who leads a case: asked, accepted, declined or taken back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import CaseStatus, TransitionKind
from romdoul.cases.founding import ask_to_lead
from romdoul.cases.models import Case, Transition
from romdoul.cases.team import active_worker, on_the_team
from romdoul.cases.transitions import answer, course_of, require_pending, revoke
from romdoul.kernel.errors import BadInput, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.queries.cases import get_case
from romdoul.queries.records import get_request
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right

LEAD = TransitionKind.ASSIGN


@action()
def request_assignment(
    actor: Actor, *, ref: str, worker: str, reason: str = ""
) -> Transition | None:
    """Ask a colleague on the case to lead it; None when the actor takes the lead.

    An earlier request that still waits is taken back.

    Raises:
        NotFound, Refused: as ``get_case``.
        BadInput: the case is closed, or the colleague is not on it.
    """
    case = get_case(actor, ref, need=Right.CASE_ASSIGN, lock=True)
    colleague = active_worker(worker)
    if case.status != CaseStatus.OPEN:
        raise BadInput(_("This case is closed. Reopen it first."))
    if not on_the_team(case, colleague):
        raise BadInput(_("Choose someone who is on the case."), field="worker")
    revoke(actor, case.transitions.filter(kind=LEAD))
    asked = ask_to_lead(actor, case, colleague, reason=reason, now=timezone.now())
    if asked is None:
        _record(actor, Event.CASE_ASSIGNMENT_ACCEPTED, case)
    return asked


@action()
def answer_assignment(
    actor: Actor, *, ref: str, accept: bool, reason: str = ""
) -> Transition:
    """Take the lead that was offered, or decline it.

    Raises:
        NotFound, Refused: as ``get_request``; or the request is for someone else.
        BadInput: it was answered, taken back, or has expired.
    """
    asked = get_request(actor, ref, LEAD, need=Right.CASE_WRITE)
    if asked.to_id != actor.worker_id:
        raise Refused(Right.CASE_ASSIGN.value, ref)
    answer(actor, asked, accept=accept, reason=reason)
    if accept:
        asked.case.lead_id = actor.worker_id
        asked.case.save(update_fields=["lead"])
        _record(actor, course_of(asked).accepted, asked.case)
    return asked


@action()
def revoke_assignment(actor: Actor, *, ref: str) -> Transition:
    """Take back a request that still waits.

    Raises:
        NotFound, Refused: as ``get_request``.
        BadInput: it was answered, taken back, or has expired.
    """
    asked = get_request(actor, ref, LEAD, need=Right.CASE_ASSIGN)
    require_pending(asked)
    revoke(actor, Transition.objects.filter(pk=asked.pk))
    asked.refresh_from_db()
    return asked


def _record(actor: Actor, event: Event, case: Case) -> None:
    record(actor, event, case.ref, compartment=case.compartment)
