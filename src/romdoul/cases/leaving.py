"""A worker leaves the organisation, and with it every case they were on.

Whoever sees to it may hold the key of none of them: only coded columns change.
"""

from datetime import datetime

from romdoul.cases.codes import Going, TaskStatus
from romdoul.cases.models import Case, Departure, Seat, Task, Transition
from romdoul.cases.saying import record_in_each
from romdoul.cases.team import note_shortage
from romdoul.cases.transitions import of_worker, revoke
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.events import Event
from romdoul.ledger.recording import HasHandle, record
from romdoul.staff.models import Worker


def leave_cases(actor: HasHandle | str, worker: Worker, *, now: datetime) -> None:
    """Take a worker off every roster, of open and of closed cases; each story says so.

    What they led is free to be led, what they had to do is there to be taken, and
    what was asked of them waits no longer.
    """
    of_theirs = Case.objects.filter(seats__worker=worker)
    cases = list(of_theirs.select_for_update(of=("self",)).order_by("id"))
    Seat.objects.filter(worker=worker).delete()
    Case.objects.filter(lead=worker).update(lead=None)
    at = quarter_hour(now)
    Departure.objects.bulk_create(
        Departure(case=case, worker=worker, at=at, why=Going.LEFT) for case in cases
    )
    note_shortage(cases, now=now)
    for case in cases:
        event = Event.CASE_MEMBER_LEFT
        record(actor, event, case.ref, worker.ref, compartment=case.compartment)
    revoke(actor, Transition.objects.filter(of_worker(worker)))
    _put_back_tasks(actor, worker)


def _put_back_tasks(actor: HasHandle | str, worker: Worker) -> None:
    rows = Task.objects.filter(assignee=worker, status=TaskStatus.OPEN)
    found = list(rows.order_by("id").values_list("compartment", "ref"))
    rows.update(assignee=None)
    record_in_each(actor, Event.TASK_PUT_BACK, found)
