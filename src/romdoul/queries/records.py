"""One record of a case, fetched for someone who may do something with it."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from romdoul.cases.codes import TaskStatus, TransitionKind
from romdoul.cases.documents import (
    CaseDocument,
    NoteDocument,
    ParticipantDocument,
    TaskDocument,
    TransitionDocument,
)
from romdoul.cases.models import Note, Participant, RecordVersion, Task, Transition
from romdoul.cases.people import as_it_was, open_person
from romdoul.cases.sealing import open_document
from romdoul.cases.transitions import right_to_confirm
from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.queries.cases import get_case
from romdoul.queries.opening import note_opening
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import visible
from romdoul.staff.documents import Document
from romdoul.staff.rights import Right
from romdoul.staff.rows import SealedRow

Record = TypeVar("Record", Note, Participant, Task, Transition)
D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Version(Generic[D]):
    """One version of a record, opened."""

    number: int
    document: D


def get_record(
    actor: Actor, table: type[Record], ref: str, *, need: Right, lock: bool = False
) -> Record:
    """Return a record with its case, if the actor may see it and holds the right.

    Raises:
        NotFound: there is none, or not for this person; nobody can tell which.
        Refused: theirs to see, not to do.
    """
    every: QuerySet[Any] = table.objects.select_related("case")
    rows = every.select_for_update() if lock else every
    found: Record | None = visible(rows, actor).filter(ref=ref).first()
    if found is None:
        raise NotFound(ref)
    actor.require(need, ref)
    return found


def get_open_task(actor: Actor, ref: str) -> Task:
    """Return a task that the actor may work on, locked.

    Raises:
        NotFound, Refused: as ``get_record``.
        BadInput: it has ended already.
    """
    task = get_record(actor, Task, ref, need=Right.CASE_WRITE, lock=True)
    if task.status != TaskStatus.OPEN:
        raise BadInput(_("This task has ended already."))
    return task


def get_request(
    actor: Actor, ref: str, *kinds: TransitionKind, need: Right
) -> Transition:
    """Return a request of one of these kinds, locked.

    Raises:
        NotFound, Refused: as ``get_record``; or it is of another kind.
    """
    asked = get_record(actor, Transition, ref, need=need, lock=True)
    if asked.kind not in kinds:
        raise NotFound(ref)
    return asked


def get_proposal(actor: Actor, ref: str, *kinds: TransitionKind) -> Transition:
    """Return somebody else's proposal that the actor may answer, locked.

    Raises:
        NotFound, Refused: as ``get_request``; or it is the actor's own.
    """
    asked = get_request(actor, ref, *kinds, need=Right.CASE_READ)
    right = right_to_confirm(asked.kind)
    actor.require(right, ref)
    if asked.by_id == actor.worker_id:
        raise Refused(right.value, ref)
    return asked


def read_note(actor: Actor, ref: str) -> tuple[Note, list[Version[NoteDocument]]]:
    """Open a note with every version it had, the newest first."""
    row = get_record(actor, Note, ref, need=Right.CASE_READ)
    return row, _versions(actor, row, NoteDocument)


def read_task(actor: Actor, ref: str) -> tuple[Task, list[Version[TaskDocument]]]:
    """Open a task with every version it had, the newest first."""
    row = get_record(actor, Task, ref, need=Right.CASE_READ)
    return row, _versions(actor, row, TaskDocument)


def read_transition(
    actor: Actor, ref: str
) -> tuple[Transition, list[Version[TransitionDocument]]]:
    """Open a request with every version it had, the newest first."""
    row = get_record(actor, Transition, ref, need=Right.CASE_READ)
    return row, _versions(actor, row, TransitionDocument)


def read_case_versions(actor: Actor, ref: str) -> list[Version[CaseDocument]]:
    """Open a case's document with every version it had, the newest first."""
    return _versions(actor, get_case(actor, ref, need=Right.CASE_READ), CaseDocument)


def read_participant(
    actor: Actor, ref: str
) -> tuple[Participant, list[Version[ParticipantDocument]]]:
    """Open a person with every version they had, the newest first; none if erased."""
    row = get_record(actor, Participant, ref, need=Right.CASE_READ)
    if row.erased_at is not None:
        return row, []
    note_opening(actor, [row])
    newest = Version(row.version, open_person(actor, row))
    earlier = [
        Version(old.version, open_person(actor, as_it_was(row, old)))
        for old in _earlier(row)
    ]
    return row, [newest, *earlier]


def _versions(actor: Actor, row: SealedRow, schema: type[D]) -> list[Version[D]]:
    note_opening(actor, [row])
    newest = Version(row.version, open_document(actor, row, schema))
    earlier = [
        Version(old.version, open_document(actor, as_it_was(row, old), schema))
        for old in _earlier(row)
    ]
    return [newest, *earlier]


def _earlier(row: SealedRow) -> QuerySet[RecordVersion]:
    return RecordVersion.objects.filter(ref=row.ref).order_by("-version")
