"""A case begins: a compartment of its own, a team, a first task, someone to lead."""

from dataclasses import dataclass
from datetime import datetime

from romdoul.cases.clocks import response_due
from romdoul.cases.codes import Priority, TaskKind, TransitionKind
from romdoul.cases.documents import CaseDocument, TaskDocument
from romdoul.cases.models import Case, Task, Transition
from romdoul.cases.sealing import add
from romdoul.cases.team import active_worker, active_workers, follow, seat
from romdoul.cases.transitions import ask, new_request
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import record_changes
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import changes_of, create_compartment
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Worker


@dataclass(frozen=True, slots=True)
class NewCase:
    """What it takes to begin a case; people by their handles."""

    title: str
    reason: str
    priority: Priority
    lead: str
    members: tuple[str, ...]


def found_case(actor: Actor, new: NewCase, *, now: datetime) -> Case:
    """Begin a case; a lead other than the actor is asked, and has still to accept.

    Its first task is to tell the authorities or to say why not, since the law may
    oblige to it (retention rules, to be verified by counsel).

    Raises:
        Refused: the actor may not give the keys of a case.
        BadInput: fewer than two members, or someone whose role may not enter.
    """
    lead = active_worker(new.lead, field="lead")
    members = active_workers([new.lead, *new.members])
    case = _case(actor, new, members, now)
    seat(case, members, now=quarter_hour(now))
    ask_to_lead(actor, case, lead, reason=new.reason, now=now)
    _first_task(actor, case, lead, now)
    follow(case)
    return case


def _case(actor: Actor, new: NewCase, members: list[Worker], now: datetime) -> Case:
    compartment = create_compartment(actor, CompartmentKind.CASE, members)
    record_changes(actor, changes_of(compartment))
    case = Case(
        ref=new_ref("C"),
        compartment=compartment.ref,
        priority=new.priority,
        opened_at=quarter_hour(now),
    )
    document = CaseDocument(title=new.title, opened_because=new.reason)
    add(actor, case, document, Event.CASE_OPENED)
    return case


def ask_to_lead(
    actor: Actor, case: Case, worker: Worker, *, reason: str, now: datetime
) -> Transition | None:
    """Make the actor lead, or ask a colleague to; return what was asked."""
    if worker.pk == actor.worker_id:
        case.lead = worker
        case.save(update_fields=["lead"])
        return None
    asked = new_request(actor, case, TransitionKind.ASSIGN, now=now)
    asked.to = worker
    return ask(actor, asked, reason=reason)


def _first_task(actor: Actor, case: Case, lead: Worker, now: datetime) -> None:
    task = Task(
        ref=new_ref("T"),
        compartment=case.compartment,
        case=case,
        assignee=lead,
        kind=TaskKind.AUTHORITIES,
        created_at=quarter_hour(now),
        due_at=quarter_hour(response_due(now, Priority(case.priority))),
    )
    add(actor, task, TaskDocument(), Event.TASK_ADDED)
