"""A case's timeline in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from romdoul.cases.codes import (
    CloseReason,
    Going,
    NoteKind,
    TaskStatus,
    TransitionStatus,
)
from romdoul.queries.timeline import Entry, EntryKind

Words = str | Promise

LABELS: dict[EntryKind, Words] = {
    EntryKind.OPENED: _("The case was opened"),
    EntryKind.CLOSED: _("The case was closed"),
    EntryKind.REPORT: _("A report came in"),
    EntryKind.MESSAGE_IN: _("The reporter wrote"),
    EntryKind.MESSAGE_OUT: _("We answered"),
    EntryKind.NOTE: _("Note"),
    EntryKind.TASK: _("Task"),
    EntryKind.ASSIGNMENT: _("Asked to lead"),
    EntryKind.HANDING: _("Asked to take over a task"),
    EntryKind.UNFOUNDED: _("Proposed: unfounded"),
    EntryKind.NOT_UNFOUNDED: _("Proposed: not unfounded after all"),
    EntryKind.ERASE: _("Proposed: erase a person"),
    EntryKind.ERASED: _("A person was erased"),
    EntryKind.GONE: _("No longer on the case"),
}
FILTERS: dict[str, tuple[Words, frozenset[EntryKind]]] = {
    "all": (_("Everything"), frozenset(EntryKind)),
    "notes": (_("Notes"), frozenset({EntryKind.NOTE})),
    "messages": (
        _("Reports and messages"),
        frozenset({EntryKind.REPORT, EntryKind.MESSAGE_IN, EntryKind.MESSAGE_OUT}),
    ),
    "work": (
        _("Tasks and requests"),
        frozenset({EntryKind.TASK, EntryKind.ASSIGNMENT, EntryKind.HANDING}),
    ),
    "people": (
        _("People"),
        frozenset(
            {
                EntryKind.UNFOUNDED,
                EntryKind.NOT_UNFOUNDED,
                EntryKind.ERASE,
                EntryKind.ERASED,
                EntryKind.GONE,
            }
        ),
    ),
}
PROPOSAL_STANDS: dict[TransitionStatus, Words] = {
    TransitionStatus.PENDING: _("Waits for a second person"),
    TransitionStatus.ACCEPTED: _("Confirmed by two people"),
    TransitionStatus.REJECTED: _("A second person did not confirm it"),
    TransitionStatus.REVOKED: TransitionStatus.REVOKED.label,
    TransitionStatus.EXPIRED: TransitionStatus.EXPIRED.label,
}

_DETAILS: dict[EntryKind, Callable[[str], Words]] = {
    EntryKind.NOTE: lambda code: _kind_of_note(NoteKind(code)),
    EntryKind.TASK: lambda code: TaskStatus(code).label,
    EntryKind.ASSIGNMENT: lambda code: TransitionStatus(code).label,
    EntryKind.HANDING: lambda code: TransitionStatus(code).label,
    EntryKind.UNFOUNDED: lambda code: PROPOSAL_STANDS[TransitionStatus(code)],
    EntryKind.NOT_UNFOUNDED: lambda code: PROPOSAL_STANDS[TransitionStatus(code)],
    EntryKind.ERASE: lambda code: PROPOSAL_STANDS[TransitionStatus(code)],
    EntryKind.CLOSED: lambda code: CloseReason(code).label,
    EntryKind.GONE: lambda code: Going(code).label,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the page shows it; ``note`` is its reference if it is a note."""

    at: datetime
    label: Words
    detail: Words
    who: Words
    text: str | None
    happened_at: str
    note: str
    corrected: bool


def told(entries: Iterable[Entry], show: str) -> list[Line]:
    """Return the entries that a filter keeps, in words."""
    kinds = FILTERS[show][1]
    return [_line(entry) for entry in entries if entry.kind in kinds]


def _line(entry: Entry) -> Line:
    return Line(
        at=entry.at,
        label=LABELS[entry.kind],
        detail=_detail(entry),
        who=_who(entry),
        text=entry.text,
        happened_at=entry.happened_at,
        note=entry.ref if entry.kind is EntryKind.NOTE else "",
        corrected=entry.version > 1,
    )


def _who(entry: Entry) -> Words:
    if not entry.to:
        return entry.by
    names = {"by": entry.by, "to": entry.to}
    if entry.kind is EntryKind.HANDING:
        return gettext("%(by)s asked %(to)s") % names
    return gettext("%(by)s, answered by %(to)s") % names


def _kind_of_note(kind: NoteKind) -> Words:
    # Of a plain note there is no more to say than that it is one.
    return "" if kind is NoteKind.NOTE else kind.label


def _detail(entry: Entry) -> Words:
    said = _DETAILS.get(entry.kind)
    return said(entry.label) if said else ""
