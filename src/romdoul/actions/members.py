"""Who is on a case: given its keys, or put out of its reach at once."""

from django.utils import timezone

from romdoul.cases.mailboxes import promise_repoint
from romdoul.cases.models import Case
from romdoul.cases.team import active_worker, known_worker, pass_tasks, seat, unseat
from romdoul.cases.transitions import of_worker
from romdoul.cases.transitions import revoke as revoke_asked
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record, record_changes
from romdoul.queries.cases import get_case
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import grant, revoke
from romdoul.staff.models import Compartment
from romdoul.staff.rights import Right


@action()
def add_member(actor: Actor, *, ref: str, worker: str) -> Case:
    """Give a colleague the keys of a case and a place on its roster.

    Raises:
        NotFound, Refused: as ``get_case``.
        BadInput: they are on it already, or their role may not enter a case.
    """
    case = get_case(actor, ref, need=Right.CASE_MEMBERS, lock=True)
    colleague = active_worker(worker)
    compartment = Compartment.objects.get(ref=case.compartment)
    record_changes(actor, grant(actor, compartment, colleague))
    seat(case, [colleague], now=quarter_hour(timezone.now()))
    _record(actor, Event.CASE_MEMBER_ADDED, case, worker)
    return case


@action()
def remove_member(actor: Actor, *, ref: str, worker: str) -> Case:
    """Take a colleague's keys away at once and begin a new epoch without them.

    The lead is free if it was theirs, their tasks pass to whoever leads, and what
    reporters write from now on is sealed to the new epoch.

    Raises:
        NotFound, Refused: as ``get_case``; or the colleague is not on it.
        BadInput: two members would not remain.
    """
    case = get_case(actor, ref, need=Right.CASE_MEMBERS, lock=True)
    colleague = known_worker(worker)
    compartment = Compartment.objects.get(ref=case.compartment)
    record_changes(actor, revoke(actor, compartment, colleague))
    unseat(case, colleague, now=timezone.now())
    revoke_asked(actor, case.transitions.filter(of_worker(colleague)))
    if moved := pass_tasks(case, colleague):
        record(actor, Event.TASK_MOVED, *moved, compartment=case.compartment)
    boxes = case.reports.exclude(mailbox="").values_list("mailbox", flat=True)
    promise_repoint(actor, list(boxes), case.compartment, now=timezone.now())
    _record(actor, Event.CASE_MEMBER_REMOVED, case, worker)
    return case


def _record(actor: Actor, event: Event, case: Case, worker: str) -> None:
    record(actor, event, case.ref, worker, compartment=case.compartment)
