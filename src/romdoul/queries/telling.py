"""One record of a case, opened; whoever calls this has recorded the opening."""

from datetime import datetime

from romdoul.cases.clocks import is_overdue
from romdoul.cases.codes import (
    NoteKind,
    Role,
    TaskKind,
    TaskStatus,
    TransitionKind,
)
from romdoul.cases.documents import (
    NoteDocument,
    TaskDocument,
    TransitionDocument,
)
from romdoul.cases.models import Note, Participant, Task, Transition
from romdoul.cases.people import open_person
from romdoul.cases.sealing import open_document
from romdoul.cases.transitions import status_now
from romdoul.queries.opened import (
    OpenedNote,
    OpenedTask,
    OpenedTransition,
    Person,
)
from romdoul.staff.actor import Actor


def note_of(actor: Actor, row: Note) -> OpenedNote:
    """Open a note."""
    return OpenedNote(
        ref=row.ref,
        kind=NoteKind(row.kind),
        created_at=row.created_at,
        by=row.author.username,
        by_ref=row.author.ref,
        version=row.version,
        document=open_document(actor, row, NoteDocument),
    )


def person_of(actor: Actor, row: Participant) -> Person:
    """Open a person, unless they were erased."""
    return Person(
        ref=row.ref,
        role=Role(row.role),
        version=row.version,
        document=open_person(actor, row) if row.erased_at is None else None,
        erased_at=row.erased_at,
    )


def task_of(actor: Actor, row: Task, now: datetime) -> OpenedTask:
    """Open a task."""
    status = TaskStatus(row.status)
    return OpenedTask(
        ref=row.ref,
        kind=TaskKind(row.kind),
        status=status,
        assignee=row.assignee.username if row.assignee else "",
        assignee_ref=row.assignee.ref if row.assignee else "",
        due_at=row.due_at,
        ended_at=row.ended_at,
        overdue=status is TaskStatus.OPEN and is_overdue(row.due_at, now),
        version=row.version,
        document=open_document(actor, row, TaskDocument),
    )


def transition_of(actor: Actor, row: Transition, now: datetime) -> OpenedTransition:
    """Open a request, with where it stands now."""
    return OpenedTransition(
        ref=row.ref,
        kind=TransitionKind(row.kind),
        task=row.task.ref if row.task else "",
        person=row.participant.ref if row.participant else "",
        to=row.to.username if row.to else "",
        to_ref=row.to.ref if row.to else "",
        by=row.by.username,
        by_ref=row.by.ref,
        status=status_now(row, now),
        created_at=row.created_at,
        expires_at=row.expires_at,
        answered_at=row.answered_at,
        answered_by=row.answered_by.username if row.answered_by else "",
        document=open_document(actor, row, TransitionDocument),
    )
