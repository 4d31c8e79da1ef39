"""Who is on a case: the roster that lists walk, beside the keys that open it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from romdoul.cases.clocks import NEVER
from romdoul.cases.codes import CaseStatus, Going, TaskStatus
from romdoul.cases.models import Case, Departure, Seat
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.staff.compartments import LEAST
from romdoul.staff.models import Worker


def active_workers(refs: Iterable[str], *, field: str = "members") -> list[Worker]:
    """Return workers by their handles, each once, in the order they were named.

    Raises:
        BadInput: one of them is not a worker of ours, or has left.
    """
    named = list(dict.fromkeys(refs))
    found = Worker.objects.filter(ref__in=named, is_active=True)
    by_ref = {worker.ref: worker for worker in found}
    if len(by_ref) < len(named):
        raise BadInput(_("Choose people who work here now."), field=field)
    return [by_ref[ref] for ref in named]


def active_worker(ref: str, *, field: str = "worker") -> Worker:
    """Return one worker by their handle; raise BadInput as ``active_workers`` does."""
    return active_workers([ref], field=field)[0]


def known_worker(ref: str) -> Worker:
    """Return one worker by their handle, also one who has left.

    Raises:
        BadInput: no worker of ours has this handle.
    """
    found = Worker.objects.filter(ref=ref).first()
    if found is None:
        raise BadInput(_("Choose people who work here now."), field="worker")
    return found


def seat(case: Case, workers: Iterable[Worker], *, now: datetime) -> None:
    """Put workers on the roster of a case."""
    Seat.objects.bulk_create(
        Seat(
            case=case,
            worker=worker,
            status=case.status,
            due_at=case.due_at or NEVER,
            since=now,
        )
        for worker in workers
    )
    note_shortage([case], now=now)


def unseat(case: Case, worker: Worker, *, now: datetime) -> None:
    """Take a worker off the roster, and the lead away if it was theirs."""
    Seat.objects.filter(case=case, worker=worker).delete()
    if case.lead_id == worker.pk:
        case.lead = None
        case.save(update_fields=["lead"])
    Departure.objects.create(
        case=case, worker=worker, at=quarter_hour(now), why=Going.REMOVED
    )
    note_shortage([case], now=now)


def note_shortage(cases: Iterable[Case], *, now: datetime) -> None:
    """Write down on which of these cases fewer than two who work here are left."""
    wanted = [case.pk for case in cases]
    seats = Seat.objects.filter(case__in=wanted, worker__is_active=True)
    counted = seats.order_by().values_list("case").annotate(many=Count("id"))
    enough = [case for case, many in counted if many >= LEAST]
    rows = Case.objects.filter(pk__in=wanted)
    rows.filter(pk__in=enough).update(short_since=None)
    short = rows.exclude(pk__in=enough).filter(short_since=None)
    short.update(short_since=quarter_hour(now))


def pass_tasks(case: Case, worker: Worker) -> list[str]:
    """Give a worker's open tasks to the lead, or to who is longest on the case.

    Returns their references.
    """
    open_ones = case.tasks.filter(assignee=worker, status=TaskStatus.OPEN)
    refs = list(open_ones.values_list("ref", flat=True))
    longest = case.seats.order_by("since", "id").first()
    heir = case.lead_id or (longest.worker_id if longest else None)
    if heir is not None:
        open_ones.update(assignee=heir)
    return refs


def on_the_team(case: Case, worker: Worker) -> bool:
    """Tell whether a worker is on the roster of a case."""
    return Seat.objects.filter(case=case, worker=worker).exists()


def follow(case: Case) -> None:
    """Bring the roster's status and due date in line with the case and its tasks."""
    soonest = case.tasks.filter(status=TaskStatus.OPEN).aggregate(at=Min("due_at"))
    case.due_at = soonest["at"] if case.status == CaseStatus.OPEN else None
    case.save(update_fields=["due_at"])
    case.seats.update(status=case.status, due_at=case.due_at or NEVER)
