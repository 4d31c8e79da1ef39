"""A proposal that takes two people, opened for who may read the case."""

from dataclasses import dataclass

from django.utils import timezone

from romdoul.cases.codes import PROPOSALS
from romdoul.cases.models import Case, Participant, Transition
from romdoul.cases.transitions import right_to_confirm
from romdoul.kernel.errors import NotFound
from romdoul.queries.opened import OpenedTransition, Person
from romdoul.queries.opening import note_opening
from romdoul.queries.records import get_record
from romdoul.queries.telling import person_of, transition_of
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right, rights_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal and whom it is about; ``seconds`` are who on the case may confirm."""

    case: str
    asked: OpenedTransition
    person: Person
    seconds: tuple[str, ...]


def read_proposal(actor: Actor, ref: str) -> Proposal:
    """Open a proposal and the person it is about; recorded.

    Raises:
        NotFound, Refused: as ``get_record``; or it is no proposal.
    """
    row = get_record(actor, Transition, ref, need=Right.CASE_READ)
    person = row.participant
    if row.kind not in PROPOSALS or person is None:
        raise NotFound(ref)
    note_opening(actor, [row, *([person] if person.erased_at is None else [])])
    return Proposal(
        case=row.case.ref,
        asked=transition_of(actor, row, timezone.now()),
        person=person_of(actor, person),
        seconds=seconds_of(row.case, right_to_confirm(row.kind), without=row.by.ref),
    )


def list_seconds(actor: Actor, ref: str) -> tuple[str, ...]:
    """Return who on a person's case may confirm an outcome that the actor proposes.

    Raises:
        NotFound, Refused: as ``get_record``.
    """
    person = get_record(actor, Participant, ref, need=Right.CASE_WRITE)
    return seconds_of(person.case, Right.CASE_CONFIRM, without=actor.ref)


def seconds_of(case: Case, right: Right, *, without: str) -> tuple[str, ...]:
    """Return who on a case may confirm; the certificate is asked when they do it."""
    seats = case.seats.select_related("worker").order_by("since", "id")
    return tuple(
        seat.worker.username
        for seat in seats
        if seat.worker.ref != without and right in rights_of(seat.worker.role_names)
    )
