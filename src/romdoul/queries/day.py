"""My day: what is due, what is new, what waits for me. Opens nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from romdoul.cases.clocks import is_overdue
from romdoul.cases.codes import (
    PROPOSALS,
    CaseStatus,
    Desk,
    TaskKind,
    TaskStatus,
    TransitionKind,
    TransitionStatus,
)
from romdoul.cases.deeds import Deed, right_for
from romdoul.cases.models import Case, Report, Seat, Task, Transition
from romdoul.cases.transitions import right_to_confirm
from romdoul.queries.cases import CaseRow, row_of
from romdoul.queries.paging import COUNTED
from romdoul.queries.reports import AWAITS_US
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import visible
from romdoul.staff.rights import Right

SHOWN = 20


@dataclass(frozen=True, slots=True)
class DeskDay:
    """A desk: how many reports wait, how many late (``COUNTED`` and one at most)."""

    desk: Desk
    waiting: int
    overdue: int


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task of mine under its coded kind."""

    ref: str
    case: str
    kind: TaskKind
    due_at: datetime
    overdue: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody asks: to lead a case, to take a task over, or to confirm."""

    ref: str
    case: str
    by: str
    expires_at: datetime
    kind: TransitionKind
    task: TaskKind | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A case in which a reporter waits for an answer."""

    case: str
    report: str
    due_at: datetime
    overdue: bool


@dataclass(frozen=True, slots=True)
class Day:
    """What waits for one person; each list holds what is most urgent, in its order.

    ``proposals`` wait for any second person who may confirm. ``untaken`` are tasks of
    their cases that nobody has; ``short`` are those of their cases, where they may
    change the team, that fewer than two people are left on.
    """

    desks: list[DeskDay]
    tasks: list[DueTask]
    offers: list[Offer]
    proposals: list[Offer]
    heard: list[Heard]
    cases: list[CaseRow]
    untaken: list[DueTask]
    short: list[str]


def my_day(actor: Actor) -> Day:
    """Return what waits for the actor now."""
    now = timezone.now()
    on_cases = actor.has(Right.CASE_READ)
    asked = _asked(actor, now) if on_cases else []
    return Day(
        desks=[
            _desk(actor, desk, now)
            for desk in Desk
            if actor.has(right_for(desk, Deed.READ))
        ],
        tasks=_tasks(actor, now) if on_cases else [],
        offers=[_offer(row) for row in asked if row.to_id is not None],
        proposals=[_offer(row) for row in asked if row.to_id is None],
        heard=_heard(actor, now) if on_cases else [],
        cases=_cases(actor, now) if on_cases else [],
        untaken=_untaken(actor, now) if on_cases else [],
        short=_short(actor, now) if actor.has(Right.CASE_MEMBERS) else [],
    )


def _desk(actor: Actor, desk: Desk, now: datetime) -> DeskDay:
    rows = visible(Report.objects.filter(desk=desk, waiting=True), actor)
    late = rows.filter(AWAITS_US, due_at__lt=now)
    return DeskDay(
        desk=desk,
        waiting=_count(rows),
        overdue=_count(late),
    )


def _count(rows: QuerySet[Report]) -> int:
    return rows.order_by()[: COUNTED + 1].count()


def _tasks(actor: Actor, now: datetime) -> list[DueTask]:
    return _due(Task.objects.filter(assignee_id=actor.worker_id), actor, now)


def _untaken(actor: Actor, now: datetime) -> list[DueTask]:
    # Few tasks are nobody's; a worker may be on any number of cases.
    nobodys = Task.objects.filter(Exists(_my_seat(actor)), assignee=None)
    return _due(nobodys, actor, now)


def _due(tasks: QuerySet[Task], actor: Actor, now: datetime) -> list[DueTask]:
    still = tasks.filter(status=TaskStatus.OPEN, case__status=CaseStatus.OPEN)
    rows = visible(still.select_related("case"), actor).order_by("due_at", "id")
    return [
        DueTask(
            row.ref,
            row.case.ref,
            TaskKind(row.kind),
            row.due_at,
            is_overdue(row.due_at, now),
        )
        for row in rows[:SHOWN]
    ]


def _asked(actor: Actor, now: datetime) -> list[Transition]:
    """Return what is asked of the actor, and proposals they may confirm, in one walk.

    Few proposals wait; a worker may be on any number of cases.
    """
    waits = {"status": TransitionStatus.PENDING, "expires_at__gt": now}
    wanted = Q(to_id=actor.worker_id, **waits)
    may = [kind for kind in PROPOSALS if actor.has(right_to_confirm(kind))]
    if may:
        by_others = ~Q(by_id=actor.worker_id)
        wanted |= Q(by_others, to=None, kind__in=may, **waits)
    related = ("case", "by", "task")
    rows = visible(Transition.objects.filter(wanted).select_related(*related), actor)
    return list(rows.order_by("expires_at", "id")[: 2 * SHOWN])


def _offer(row: Transition) -> Offer:
    return Offer(
        row.ref,
        row.case.ref,
        row.by.username,
        row.expires_at,
        TransitionKind(row.kind),
        TaskKind(row.task.kind) if row.task else None,
    )


def _heard(actor: Actor, now: datetime) -> list[Heard]:
    # Few reports wait unanswered; a worker may be on any number of cases.
    waiting = Report.objects.filter(
        Exists(_my_seat(actor)), unanswered=True, case__isnull=False
    )
    rows = visible(waiting.select_related("case"), actor).order_by("due_at", "id")
    return [
        Heard(
            row.case.ref if row.case else "",
            row.ref,
            row.due_at,
            is_overdue(row.due_at, now),
        )
        for row in rows[:SHOWN]
    ]


def _my_seat(actor: Actor) -> QuerySet[Seat]:
    return Seat.objects.filter(case_id=OuterRef("case_id"), worker_id=actor.worker_id)


def _short(actor: Actor, now: datetime) -> list[str]:
    mine = Seat.objects.filter(case_id=OuterRef("pk"), worker_id=actor.worker_id)
    found = Case.objects.filter(Exists(mine), short_since__lte=now)
    rows = visible(found, actor).order_by("short_since", "id")
    return list(rows.values_list("ref", flat=True)[:SHOWN])


def _cases(actor: Actor, now: datetime) -> list[CaseRow]:
    mine = Seat.objects.filter(worker_id=actor.worker_id, status=CaseStatus.OPEN)
    seats = visible(mine.select_related("case__lead"), actor, by="case__compartment")
    rows = seats.order_by("due_at", "id")[:SHOWN]
    return [row_of(seat.case, actor, now) for seat in rows]
