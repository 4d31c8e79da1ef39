"""One record opened by itself, to be changed: its version comes with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.utils import timezone

from romdoul.cases.deeds import Deed
from romdoul.cases.documents import CaseDocument, NoteDocument, ParticipantDocument
from romdoul.cases.models import Note, Participant, Task
from romdoul.cases.people import open_people
from romdoul.cases.sealing import open_document
from romdoul.kernel.errors import NotFound
from romdoul.queries.cases import CaseRow, get_case
from romdoul.queries.cases import row_of as case_row
from romdoul.queries.opening import note_opening
from romdoul.queries.records import get_record
from romdoul.queries.reports import ReportRow, get_report, row_of
from romdoul.staff.actor import Actor
from romdoul.staff.documents import Document
from romdoul.staff.rights import Right

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Opened(Generic[D]):
    """A document and the version it stands at; ``code`` is its kind or role."""

    ref: str
    case: str
    version: int
    code: str
    document: D


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task under its handle, and who has it; nothing of it is opened."""

    ref: str
    case: str
    due_at: datetime
    assignee: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Someone on a case."""

    ref: str
    username: str
    roles: tuple[str, ...]
    since: datetime
    leads: bool


def get_report_row(actor: Actor, ref: str, *, to: Deed) -> ReportRow:
    """Return a report's head; raises as ``get_report``."""
    return row_of(get_report(actor, ref, to=to), timezone.now())


def get_case_row(actor: Actor, ref: str) -> CaseRow:
    """Return a case's head; raises as ``get_case``."""
    case = get_case(actor, ref, need=Right.CASE_READ)
    return case_row(case, actor, timezone.now())


def get_task_row(actor: Actor, ref: str) -> TaskRow:
    """Return a task that the actor may change; raises as ``get_record``."""
    task = get_record(actor, Task, ref, need=Right.CASE_WRITE)
    assignee = task.assignee.ref if task.assignee else ""
    return TaskRow(task.ref, task.case.ref, task.due_at, assignee)


def list_members(actor: Actor, ref: str) -> list[MemberRow]:
    """Return who is on a case; raises as ``get_case``."""
    case = get_case(actor, ref, need=Right.CASE_READ)
    return [
        MemberRow(
            ref=seat.worker.ref,
            username=seat.worker.username,
            roles=seat.worker.role_names,
            since=seat.since,
            leads=seat.worker_id == case.lead_id,
        )
        for seat in case.seats.select_related("worker").order_by("since", "id")
    ]


def open_case_document(actor: Actor, ref: str) -> Opened[CaseDocument]:
    """Open a case's title and summary; recorded. Raises as ``get_case``."""
    case = get_case(actor, ref, need=Right.CASE_WRITE)
    note_opening(actor, [case])
    document = open_document(actor, case, CaseDocument)
    return Opened(case.ref, case.ref, case.version, case.stage, document)


def open_note(actor: Actor, ref: str) -> Opened[NoteDocument]:
    """Open a note; recorded. Raises as ``get_record``."""
    note = get_record(actor, Note, ref, need=Right.CASE_WRITE)
    note_opening(actor, [note])
    document = open_document(actor, note, NoteDocument)
    return Opened(note.ref, note.case.ref, note.version, note.kind, document)


def open_participant(actor: Actor, ref: str) -> Opened[ParticipantDocument]:
    """Open a person in a case; recorded.

    Raises:
        NotFound, Refused: as ``get_record``; or the person was erased.
    """
    person = get_record(actor, Participant, ref, need=Right.CASE_WRITE)
    if person.erased_at is not None:
        raise NotFound(ref)
    note_opening(actor, [person])
    [document] = open_people(actor, [person])
    return Opened(person.ref, person.case.ref, person.version, person.role, document)
