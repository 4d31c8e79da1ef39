"""What is to be done in a case: given, moved, done or dropped."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import CaseStatus, TaskKind, TaskStatus
from romdoul.cases.documents import TaskDocument
from romdoul.cases.models import Task
from romdoul.cases.sealing import add, open_document, save
from romdoul.cases.team import active_worker, follow, on_the_team
from romdoul.cases.transitions import revoke
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record, record_opening
from romdoul.queries.cases import get_case
from romdoul.queries.records import get_open_task
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


@action()
def add_task(
    actor: Actor,
    *,
    ref: str,
    assignee: str,
    due_at: datetime,
    kind: TaskKind,
    document: TaskDocument,
) -> Task:
    """Give someone on the case something to do until a moment.

    Raises:
        NotFound, Refused: as ``get_case``.
        BadInput: the case is closed, or the person is not on it.
    """
    case = get_case(actor, ref, need=Right.CASE_WRITE, lock=True)
    worker = active_worker(assignee, field="assignee")
    if not on_the_team(case, worker):
        raise BadInput(_("Choose someone who is on the case."), field="assignee")
    if case.status != CaseStatus.OPEN:
        raise BadInput(_("This case is closed. Reopen it first."))
    task = Task(
        ref=new_ref("T"),
        compartment=case.compartment,
        case=case,
        assignee=worker,
        kind=kind,
        created_at=quarter_hour(timezone.now()),
        due_at=quarter_hour(due_at),
    )
    add(actor, task, document, Event.TASK_ADDED)
    follow(case)
    return task


@action()
def finish_task(actor: Actor, *, ref: str, outcome: str = "") -> Task:
    """Say that a task is done, and what came of it.

    Raises:
        NotFound, Refused: as ``get_open_task``.
        BadInput: it has ended already.
    """
    return _end(actor, ref, TaskStatus.DONE, outcome, Event.TASK_DONE)


@action()
def drop_task(actor: Actor, *, ref: str, reason: str) -> Task:
    """Say that a task will not be done, and why.

    Raises:
        NotFound, Refused: as ``get_open_task``.
        BadInput: it has ended already, or no reason was given.
    """
    if not reason.strip():
        raise BadInput(_("Say why."), field="reason")
    return _end(actor, ref, TaskStatus.DROPPED, reason, Event.TASK_DROPPED)


@action()
def move_task(actor: Actor, *, ref: str, due_at: datetime) -> Task:
    """Move a task to another moment.

    Raises:
        NotFound, Refused: as ``get_open_task``.
        BadInput: it has ended.
    """
    task = get_open_task(actor, ref)
    task.due_at = quarter_hour(due_at)
    task.save(update_fields=["due_at"])
    follow(task.case)
    record(actor, Event.TASK_MOVED, task.ref, compartment=task.compartment)
    return task


@action()
def take_task(actor: Actor, *, ref: str) -> Task:
    """Take a task that nobody has.

    Raises:
        NotFound, Refused: as ``get_open_task``.
        BadInput: it has ended, somebody has it, or the actor is not on the case.
    """
    task = get_open_task(actor, ref)
    if task.assignee_id is not None:
        raise BadInput(_("Somebody has this task already."))
    if not task.case.seats.filter(worker_id=actor.worker_id).exists():
        raise BadInput(_("Only who is on the case takes its tasks."))
    task.assignee_id = actor.worker_id
    task.save(update_fields=["assignee"])
    revoke(actor, task.transitions.all())
    record(actor, Event.TASK_TAKEN, task.ref, compartment=task.compartment)
    return task


@action()
def change_task(
    actor: Actor, *, ref: str, version: int, document: TaskDocument
) -> Task:
    """Change the words of a task; the earlier version is kept.

    Raises:
        NotFound, Refused: as ``get_open_task``.
        Conflict: somebody else saved it first.
        BadInput: it has ended.
    """
    task = get_open_task(actor, ref)
    save(actor, task, document, Event.TASK_CHANGED, version=version)
    return task


def _end(
    actor: Actor, ref: str, status: TaskStatus, outcome: str, event: Event
) -> Task:
    task = get_open_task(actor, ref)
    record_opening(actor, [task.ref], task.compartment)
    before = open_document(actor, task, TaskDocument)
    task.status, task.ended_at = status, quarter_hour(timezone.now())
    save(
        actor,
        task,
        TaskDocument(**(before.model_dump() | {"outcome": outcome})),
        event,
        version=task.version,
        fields=("status", "ended_at"),
    )
    follow(task.case)
    revoke(actor, task.transitions.all())
    return task
