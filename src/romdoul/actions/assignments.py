"""Who leads a case: asked, accepted, declined or taken back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import CaseStatus, TransitionStatus
from romdoul.cases.documents import TransitionDocument
from romdoul.cases.founding import ask_to_lead
from romdoul.cases.models import Case, Transition
from romdoul.cases.sealing import open_document, save
from romdoul.cases.team import active_worker, on_the_team
from romdoul.cases.transitions import revoke_pending, status_now
from romdoul.kernel.errors import BadInput, Refused
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record, record_opening
from romdoul.queries.cases import get_case
from romdoul.queries.records import get_record
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


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
    revoke_pending(actor, case)
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
        NotFound, Refused: as ``get_record``; or the request is for someone else.
        BadInput: it was answered, taken back, or has expired.
    """
    asked = _pending(actor, ref, Right.CASE_WRITE)
    if asked.to_id != actor.worker_id:
        raise Refused(Right.CASE_ASSIGN.value, ref)
    status, event = (
        (TransitionStatus.ACCEPTED, Event.CASE_ASSIGNMENT_ACCEPTED)
        if accept
        else (TransitionStatus.REJECTED, Event.CASE_ASSIGNMENT_REJECTED)
    )
    _settle(actor, asked, status, event, reason)
    if accept:
        asked.case.lead_id = actor.worker_id
        asked.case.save(update_fields=["lead"])
        _record(actor, event, asked.case)
    return asked


@action()
def revoke_assignment(actor: Actor, *, ref: str) -> Transition:
    """Take back a request that still waits.

    Raises:
        NotFound, Refused: as ``get_record``.
        BadInput: it was answered, taken back, or has expired.
    """
    asked = _pending(actor, ref, Right.CASE_ASSIGN)
    revoke_pending(actor, asked.case, asked.to)
    asked.refresh_from_db()
    return asked


def _pending(actor: Actor, ref: str, need: Right) -> Transition:
    asked = get_record(actor, Transition, ref, need=need, lock=True)
    if status_now(asked, timezone.now()) is not TransitionStatus.PENDING:
        raise BadInput(_("This request waits for no answer any more."))
    return asked


def _settle(
    actor: Actor,
    asked: Transition,
    status: TransitionStatus,
    event: Event,
    reason: str,
) -> None:
    record_opening(actor, [asked.ref], asked.compartment)
    before = open_document(actor, asked, TransitionDocument)
    asked.status, asked.answered_at = status, quarter_hour(timezone.now())
    save(
        actor,
        asked,
        TransitionDocument(**(before.model_dump() | {"answer": reason})),
        event,
        version=asked.version,
        fields=("status", "answered_at"),
    )


def _record(actor: Actor, event: Event, case: Case) -> None:
    record(actor, event, case.ref, compartment=case.compartment)
