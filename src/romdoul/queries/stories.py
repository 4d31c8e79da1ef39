"""A case opened and read as a story: who is in it, what happened, what is due.

One entry on the ledger, committed before anything opens; a constant number of
questions to the database, however much the case holds.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from romdoul.cases.codes import (
    Going,
    TaskStatus,
)
from romdoul.cases.documents import (
    CaseDocument,
)
from romdoul.cases.models import (
    Case,
    Departure,
    Note,
    Participant,
    Report,
    ReportAttachment,
    ReportMessage,
    Task,
    Transition,
)
from romdoul.cases.sealing import open_document
from romdoul.inbox.models import Mailbox
from romdoul.queries.cases import CaseRow, get_case, row_of
from romdoul.queries.opened import (
    Gone,
    Member,
    OpenedTask,
    OpenedTransition,
    Person,
)
from romdoul.queries.opening import note_opening
from romdoul.queries.paging import SIZE, decode_key, encode_key
from romdoul.queries.reports import OpenedContent, open_content, open_message
from romdoul.queries.telling import note_of, person_of, task_of, transition_of
from romdoul.queries.timeline import Entry, Told, Window, timeline
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right

# Of each kind beside the notes, a page reads the newest of these at most.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class CaseStory:
    """A case as its page tells it; ``older`` is the key of earlier notes, or ""."""

    case: Case
    row: CaseRow
    document: CaseDocument
    people: list[Person]
    timeline: list[Entry]
    tasks: list[OpenedTask]
    members: list[Member]
    transitions: list[OpenedTransition]
    reports: list[OpenedContent]
    older: str


@dataclass(frozen=True, slots=True)
class _Rows:
    """Everything of a case that one page reads, still sealed."""

    notes: list[Note]
    people: list[Participant]
    tasks: list[Task]
    transitions: list[Transition]
    reports: list[Report]
    messages: list[ReportMessage]
    departures: list[Departure]


def read_case(actor: Actor, ref: str, *, before: str | None = None) -> CaseStory:
    """Open a case and read its story, newest first; ``before`` pages back.

    Raises:
        NotFound, Refused: as ``get_case``.
        BadInput: ``before`` is no key that a page gave.
        SealBroken: something of it is not what was sealed.
    """
    case = get_case(actor, ref, need=Right.CASE_READ)
    rows, older = _rows(case, before)
    _note(actor, case, rows)
    told = _open(actor, rows, timezone.now())
    return CaseStory(
        case=case,
        row=row_of(case, actor, timezone.now()),
        document=open_document(actor, case, CaseDocument),
        people=told.people,
        timeline=timeline(case, told, Window.of(before, older)),
        tasks=_still_open(told.tasks),
        members=_members(case),
        transitions=told.transitions,
        reports=told.reports,
        older=older,
    )


def _still_open(tasks: list[OpenedTask]) -> list[OpenedTask]:
    waiting = (task for task in tasks if task.status is TaskStatus.OPEN)
    return sorted(waiting, key=lambda task: (task.due_at, task.ref))


def _rows(case: Case, before: str | None) -> tuple[_Rows, str]:
    notes = case.notes.select_related("author").order_by("-created_at", "-id")
    if before:
        at, number = decode_key(before)
        notes = notes.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=number))
    page = list(notes[: SIZE + 1])
    shown, more = page[:SIZE], len(page) > SIZE
    older = encode_key(shown[-1].created_at, shown[-1].pk) if more else ""
    reports = list(case.reports.order_by("received_at", "id")[:SHOWN])
    messages = ReportMessage.objects.filter(report__case=case).select_related("by")
    tasks = case.tasks.select_related("assignee").order_by("status", "due_at", "id")
    asked = case.transitions.select_related(
        "to", "by", "task", "participant", "answered_by"
    )
    rows = _Rows(
        notes=shown,
        people=list(case.participants.order_by("id")[:SHOWN]),
        # Done and dropped come before open in the alphabet, and are fewer to want.
        tasks=list(tasks.reverse()[:SHOWN]),
        transitions=list(asked.order_by("-created_at", "-id")[:SHOWN]),
        reports=reports,
        messages=list(messages.order_by("-at", "-id")[:SHOWN]),
        departures=list(
            case.departures.select_related("worker").order_by("-at", "-id")[:SHOWN]
        ),
    )
    return rows, older


def _note(actor: Actor, case: Case, rows: _Rows) -> None:
    kept = [person for person in rows.people if person.erased_at is None]
    note_opening(
        actor,
        [
            case,
            *kept,
            *rows.notes,
            *rows.tasks,
            *rows.transitions,
            *rows.reports,
            *rows.messages,
        ],
    )


def _open(actor: Actor, rows: _Rows, now: datetime) -> Told:
    return Told(
        notes=[note_of(actor, row) for row in rows.notes],
        people=[person_of(actor, row) for row in rows.people],
        tasks=[task_of(actor, row, now) for row in rows.tasks],
        transitions=[transition_of(actor, row, now) for row in rows.transitions],
        reports=_reports(actor, rows.reports),
        messages=[open_message(actor, row) for row in rows.messages],
        gone=[
            Gone(row.worker.ref, row.worker.username, row.at, Going(row.why))
            for row in rows.departures
        ],
    )


def _reports(actor: Actor, reports: list[Report]) -> list[OpenedContent]:
    boxes = Mailbox.objects.filter(
        submission__in=[report.submission for report in reports], destroyed_at=None
    )
    open_boxes = set(boxes.values_list("submission", flat=True))
    voices = ReportAttachment.objects.filter(report__in=reports)
    spoken = set(voices.values_list("report_id", flat=True))
    return [
        OpenedContent(
            ref=report.ref,
            received_at=report.received_at,
            content=open_content(actor, report),
            has_recording=report.pk in spoken,
            can_be_answered=report.submission in open_boxes,
            unanswered=report.unanswered,
        )
        for report in reports
    ]


def _members(case: Case) -> list[Member]:
    seats = case.seats.select_related("worker").order_by("since", "id")
    return [
        Member(
            ref=seat.worker.ref,
            username=seat.worker.username,
            since=seat.since,
            leads=seat.worker_id == case.lead_id,
        )
        for seat in seats
    ]
