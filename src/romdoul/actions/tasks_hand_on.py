"""A task goes to another member of the case: asked, taken over or declined."""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import CaseStatus, TransitionKind
from romdoul.cases.models import Task, Transition
from romdoul.cases.team import active_worker, on_the_team
from romdoul.cases.transitions import (
    answer,
    ask,
    course_of,
    new_request,
    require_pending,
    revoke,
)
from romdoul.kernel.errors import BadInput, Refused
from romdoul.ledger.recording import action, record
from romdoul.queries.records import get_open_task, get_request
from romdoul.staff.actor import Actor
from romdoul.staff.models import Worker
from romdoul.staff.rights import Right

HAND_ON = TransitionKind.HAND_ON


@action()
def hand_on_task(actor: Actor, *, ref: str, worker: str, reason: str) -> Transition:
    """Ask another member of the case to take a task over; who does it stays on it.

    Whoever has it asks, or who may assign in the case; who may assign may also take
    it over at once. An earlier request about it that still waits is taken back.

    Raises:
        NotFound, Refused: as ``get_open_task``; or the task is another's.
        BadInput: no reason, the case is closed, or this person cannot take it.
    """
    task = get_open_task(actor, ref)
    if task.assignee_id != actor.worker_id:
        actor.require(Right.CASE_ASSIGN, ref)
    if not reason.strip():
        raise BadInput(_("Say why."), field="reason")
    colleague = _receiver(task, worker)
    revoke(actor, task.transitions.all())
    asked = new_request(actor, task.case, HAND_ON, now=timezone.now())
    asked.to, asked.task = colleague, task
    ask(actor, asked, reason=reason)
    if colleague.pk == actor.worker_id:
        _take_over(actor, asked, task, reason="")
    return asked


@action()
def answer_handing(
    actor: Actor, *, ref: str, accept: bool, reason: str = ""
) -> Transition:
    """Take over the task that was offered, or decline it.

    Raises:
        NotFound, Refused: as ``get_request``; or the request is for someone else.
        BadInput: it was answered, taken back, or has expired.
    """
    asked = get_request(actor, ref, HAND_ON, need=Right.CASE_WRITE)
    if asked.to_id != actor.worker_id:
        raise Refused(Right.CASE_ASSIGN.value, ref)
    if accept and asked.task is not None:
        _take_over(actor, asked, asked.task, reason=reason)
    else:
        answer(actor, asked, accept=False, reason=reason)
    return asked


@action()
def revoke_handing(actor: Actor, *, ref: str) -> Transition:
    """Take back a request that still waits: who asked, or who may assign.

    Raises:
        NotFound, Refused: as ``get_request``; or another asked.
        BadInput: it was answered, taken back, or has expired.
    """
    asked = get_request(actor, ref, HAND_ON, need=Right.CASE_WRITE)
    if asked.by_id != actor.worker_id:
        actor.require(Right.CASE_ASSIGN, ref)
    require_pending(asked)
    revoke(actor, Transition.objects.filter(pk=asked.pk))
    asked.refresh_from_db()
    return asked


def _receiver(task: Task, worker: str) -> Worker:
    colleague = active_worker(worker)
    if task.case.status != CaseStatus.OPEN:
        raise BadInput(_("This case is closed. Reopen it first."))
    if not on_the_team(task.case, colleague):
        raise BadInput(_("Choose someone who is on the case."), field="worker")
    if task.assignee_id == colleague.pk:
        raise BadInput(_("This person has the task already."), field="worker")
    return colleague


def _take_over(actor: Actor, asked: Transition, task: Task, *, reason: str) -> None:
    answer(actor, asked, accept=True, reason=reason)
    task.assignee_id = actor.worker_id
    task.save(update_fields=["assignee"])
    event = course_of(asked).accepted
    record(actor, event, task.ref, compartment=task.compartment)
