"""What happened in a case, in one order: the newest first. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from romdoul.cases.codes import Direction, TaskStatus, TransitionKind
from romdoul.cases.models import Case
from romdoul.queries.opened import (
    Gone,
    OpenedNote,
    OpenedTask,
    OpenedTransition,
    Person,
)
from romdoul.queries.paging import decode_key
from romdoul.queries.reports import OpenedContent, OpenedMessage


class EntryKind(StrEnum):
    """What an entry of the timeline tells of."""

    OPENED = "opened"
    CLOSED = "closed"
    REPORT = "report"
    MESSAGE_IN = "message_in"
    MESSAGE_OUT = "message_out"
    NOTE = "note"
    TASK = "task"
    ASSIGNMENT = "assignment"
    HANDING = "handing"
    UNFOUNDED = "unfounded"
    NOT_UNFOUNDED = "not_unfounded"
    ERASE = "erase"
    ERASED = "erased"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``label`` is the code of its kind or outcome.

    ``to`` is whom ``by`` asked, or who answered what ``by`` proposed. ``text`` is None
    where what was received cannot be read. ``version`` is above 1 where it was
    corrected.
    """

    at: datetime
    kind: EntryKind
    ref: str
    by: str = ""
    label: str = ""
    text: str | None = ""
    happened_at: str = ""
    version: int = 1
    to: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """All of a case that a page has opened."""

    notes: list[OpenedNote]
    people: list[Person]
    tasks: list[OpenedTask]
    transitions: list[OpenedTransition]
    reports: list[OpenedContent]
    messages: list[OpenedMessage]
    gone: list[Gone]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the story that one page of notes covers."""

    before: datetime | None
    since: datetime | None

    @classmethod
    def of(cls, before: str | None, older: str) -> Self:
        """Return the window between the key of this page and that of the next."""
        return cls(
            decode_key(before)[0] if before else None,
            decode_key(older)[0] if older else None,
        )

    def holds(self, entry: Entry) -> bool:
        """Tell whether an entry other than a note belongs to this page."""
        if self.before is not None and entry.at >= self.before:
            return False
        return self.since is None or entry.at >= self.since


def timeline(case: Case, told: Told, window: Window) -> list[Entry]:
    """Return the entries of a page, the newest first."""
    notes = (_note(note) for note in told.notes)
    others = filter(window.holds, _others(case, told))
    # What is of the same quarter of an hour stays in the order it was told in.
    return sorted([*others, *notes], key=lambda entry: entry.at, reverse=True)


def _others(case: Case, told: Told) -> Iterator[Entry]:
    if case.closed_at is not None:
        label = case.close_reason
        yield Entry(case.closed_at, EntryKind.CLOSED, case.ref, label=label)
    yield from map(_message, told.messages)
    yield from _tasks(told.tasks)
    yield from _requests(told)
    for person in told.people:
        if person.erased_at is not None:
            yield Entry(person.erased_at, EntryKind.ERASED, person.ref)
    for member in told.gone:
        yield Entry(member.at, EntryKind.GONE, member.ref, member.username, member.why)
    yield Entry(case.opened_at, EntryKind.OPENED, case.ref)
    for report in told.reports:
        text = report.content.text if report.content else None
        yield Entry(report.received_at, EntryKind.REPORT, report.ref, text=text)


def _note(note: OpenedNote) -> Entry:
    return Entry(
        at=note.created_at,
        kind=EntryKind.NOTE,
        ref=note.ref,
        by=note.by,
        label=note.kind,
        text=note.document.text,
        happened_at=note.document.happened_at,
        version=note.version,
    )


def _message(message: OpenedMessage) -> Entry:
    came = message.direction is Direction.IN
    kind = EntryKind.MESSAGE_IN if came else EntryKind.MESSAGE_OUT
    return Entry(message.at, kind, message.ref, message.by, text=message.text)


def _tasks(tasks: Iterable[OpenedTask]) -> Iterator[Entry]:
    for task in tasks:
        if task.ended_at is None or task.status is TaskStatus.OPEN:
            continue
        words = [task.document.title, task.document.outcome]
        yield Entry(
            at=task.ended_at,
            kind=EntryKind.TASK,
            ref=task.ref,
            by=task.assignee,
            label=task.status,
            text="\n".join(filter(None, words)),
        )


def _requests(told: Told) -> Iterator[Entry]:
    titles = {task.ref: task.document.title for task in told.tasks}
    called = {person.ref: person.called for person in told.people}
    for asked in told.transitions:
        match asked.kind:
            case TransitionKind.ASSIGN:
                yield _request(asked, EntryKind.ASSIGNMENT, by=asked.to)
            case TransitionKind.HAND_ON:
                title = titles.get(asked.task, "")
                yield _request(
                    asked, EntryKind.HANDING, title, by=asked.by, to=asked.to
                )
            case (
                TransitionKind.UNFOUNDED
                | TransitionKind.NOT_UNFOUNDED
                | TransitionKind.ERASE
            ):
                who, kind = called.get(asked.person, ""), EntryKind(asked.kind.value)
                yield _request(asked, kind, who, by=asked.by, to=asked.answered_by)


def _request(
    asked: OpenedTransition, kind: EntryKind, title: str = "", *, by: str, to: str = ""
) -> Entry:
    words = [title, asked.document.reason, asked.document.answer]
    return Entry(
        at=asked.answered_at or asked.created_at,
        kind=kind,
        ref=asked.ref,
        by=by,
        to=to,
        label=asked.status,
        text="\n".join(filter(None, words)),
    )
