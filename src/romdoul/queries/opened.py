"""Records of a case as they are once opened, each with what its row says."""

from dataclasses import dataclass
from datetime import datetime

from romdoul.cases.codes import (
    Going,
    NoteKind,
    Role,
    TaskKind,
    TaskStatus,
    TransitionKind,
    TransitionStatus,
)
from romdoul.cases.documents import (
    NoteDocument,
    ParticipantDocument,
    TaskDocument,
    TransitionDocument,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A participant; ``document`` is None once they were erased."""

    ref: str
    role: Role
    version: int
    document: ParticipantDocument | None
    erased_at: datetime | None

    @property
    def called(self) -> str:
        """Return what they are called, or their reference where no name is known."""
        names = self.document.names if self.document else ()
        return " / ".join(name.text for name in names[:2]) or self.ref


@dataclass(frozen=True, slots=True)
class OpenedTask:
    """A task, opened; late when its moment has passed and it is still open.

    ``assignee`` is "" where it is there to be taken.
    """

    ref: str
    kind: TaskKind
    status: TaskStatus
    assignee: str
    assignee_ref: str
    due_at: datetime
    ended_at: datetime | None
    overdue: bool
    version: int
    document: TaskDocument


@dataclass(frozen=True, slots=True)
class Member:
    """Someone on the roster of a case."""

    ref: str
    username: str
    since: datetime
    leads: bool


@dataclass(frozen=True, slots=True)
class Gone:
    """Someone who is on the case no longer, and why."""

    ref: str
    username: str
    at: datetime
    why: Going


@dataclass(frozen=True, slots=True)
class OpenedTransition:
    """A request, opened, with where it stands now.

    ``task`` or ``person`` is what it is about; a proposal is put to nobody.
    """

    ref: str
    kind: TransitionKind
    task: str
    person: str
    to: str
    to_ref: str
    by: str
    by_ref: str
    status: TransitionStatus
    created_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    answered_by: str
    document: TransitionDocument


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note, opened; ``version`` above 1 says that it was corrected."""

    ref: str
    kind: NoteKind
    created_at: datetime
    by: str
    by_ref: str
    version: int
    document: NoteDocument
