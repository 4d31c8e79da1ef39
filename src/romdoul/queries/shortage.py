"""Cases that fewer than two people can open, for those who see to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from romdoul.cases.models import Case, Seat
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right, rights_of

SHOWN = 200


@dataclass(frozen=True, slots=True)
class ShortCase:
    """A case under its handle, since when it is short, and who is still on it.

    ``helper`` is who of them may let somebody in; "" where the custodians have to.
    """

    ref: str
    compartment: str
    since: datetime
    left: tuple[str, ...]
    helper: str
    mine: bool


def list_short_cases(actor: Actor) -> list[ShortCase]:
    """Return the cases that are short of people, the longest first; opens nothing.

    Raises:
        Refused: it is not the actor's to see that every case has its people.
    """
    actor.require(Right.COMPARTMENT_GRANT)
    found = Case.objects.filter(short_since__isnull=False).order_by("short_since", "id")
    cases = list(found[:SHOWN])
    seats = Seat.objects.filter(case__in=cases, worker__is_active=True)
    by_case: dict[int, list[Seat]] = {}
    for seat in seats.select_related("worker").order_by("since", "id"):
        by_case.setdefault(seat.case_id, []).append(seat)
    return [_row(actor, case, by_case.get(case.pk, [])) for case in cases]


def _row(actor: Actor, case: Case, seats: list[Seat]) -> ShortCase:
    return ShortCase(
        ref=case.ref,
        compartment=case.compartment,
        since=case.short_since or case.opened_at,
        left=tuple(seat.worker.username for seat in seats),
        helper=_helper(seats),
        mine=any(seat.worker_id == actor.worker_id for seat in seats),
    )


def _helper(seats: Iterable[Seat]) -> str:
    """Return the first who may; the certificate is asked when they do it."""
    return next(
        (
            seat.worker.username
            for seat in seats
            if Right.CASE_MEMBERS in rights_of(seat.worker.role_names)
        ),
        "",
    )


def count_short_cases(actor: Actor) -> int:
    """Return how many there are for whoever sees to it, and none for others."""
    if not actor.has(Right.COMPARTMENT_GRANT):
        return 0
    return Case.objects.filter(short_since__isnull=False).order_by().count()
