"""Cases as lists show them, and the one way to fetch a case: for whom and for what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from romdoul.cases.clocks import is_overdue
from romdoul.cases.codes import CaseStatus, Priority, Stage
from romdoul.cases.models import Case, Seat
from romdoul.kernel.errors import NotFound
from romdoul.queries.paging import Page, page_of
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import visible
from romdoul.staff.rights import Right


class CaseOrder(StrEnum):
    """How a list of cases is ordered."""

    DUE = "due"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case under its neutral handle; nothing of it is opened.

    ``short`` says that fewer than two people who work here are left on it.
    """

    ref: str
    status: CaseStatus
    stage: Stage
    priority: Priority
    opened_at: datetime
    due_at: datetime | None
    overdue: bool
    lead: str
    mine: bool
    short: bool


def list_cases(
    actor: Actor,
    *,
    status: CaseStatus = CaseStatus.OPEN,
    after: str | None = None,
    order: CaseOrder = CaseOrder.DUE,
) -> Page[CaseRow]:
    """Return the cases the actor is on, what is due first, or the newest first.

    Raises:
        Refused: the actor works on no cases.
        BadInput: ``after`` is no key of a page.
    """
    actor.require(Right.CASE_READ)
    mine = Seat.objects.filter(worker_id=actor.worker_id, status=status)
    seats = visible(mine.select_related("case__lead"), actor, by="case__compartment")
    now = timezone.now()
    return page_of(
        seats,
        by="due_at" if order is CaseOrder.DUE else "since",
        after=after,
        show=lambda found: row_of(found.case, actor, now),
        descending=order is CaseOrder.NEWEST,
    )


def row_of(case: Case, actor: Actor, now: datetime) -> CaseRow:
    """Return a case as lists show it."""
    return CaseRow(
        ref=case.ref,
        status=CaseStatus(case.status),
        stage=Stage(case.stage),
        priority=Priority(case.priority),
        opened_at=case.opened_at,
        due_at=case.due_at,
        overdue=is_overdue(case.due_at, now),
        lead=case.lead.username if case.lead else "",
        mine=case.lead_id == actor.worker_id,
        short=case.short_since is not None,
    )


def get_case(actor: Actor, ref: str, *, need: Right, lock: bool = False) -> Case:
    """Return the case if the actor may see it and holds the right on it.

    Raises:
        NotFound: there is none, or not for this person; nobody can tell which.
        Refused: theirs to see, not to do.
    """
    every: QuerySet[Case] = Case.objects.select_related("lead")
    rows = every.select_for_update(of=("self",)) if lock else every
    case = visible(rows, actor).filter(ref=ref).first()
    if case is None:
        raise NotFound(ref)
    actor.require(need, ref)
    return case


def seats_of(case: Case) -> list[Seat]:
    """Return the roster of a case that was fetched for someone."""
    return list(case.seats.select_related("worker").order_by("since", "id"))
