"""Every record of a case that holds words, opened with its earlier versions.

As many questions to the database whatever the case holds; the opening is recorded.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from pydantic import BaseModel

from romdoul.cases.contents import content_ref, message_bytes
from romdoul.cases.documents import (
    CaseDocument,
    NoteDocument,
    ReportTriage,
    TaskDocument,
    TransitionDocument,
)
from romdoul.cases.models import Case, Participant, RecordVersion, Report, ReportMessage
from romdoul.cases.people import as_it_was, open_person
from romdoul.cases.sealing import is_envelope, open_document
from romdoul.cases.wording import Wording, WordingKind
from romdoul.inbox.content import read_message
from romdoul.kernel.errors import BadInput, Broken
from romdoul.queries.opening import note_opening
from romdoul.queries.reports import open_content
from romdoul.staff.actor import Actor
from romdoul.staff.documents import Document
from romdoul.staff.rows import SealedRow

Versions = Mapping[str, list[RecordVersion]]
_Row = tuple[WordingKind, SealedRow, type[Document], datetime, str]


def open_wordings(actor: Actor, case: Case, *, but: Participant) -> list[Wording]:
    """Open all of a case that holds words, the oldest first; not the person ``but``.

    Raises:
        SealBroken: something of it is not what was sealed.
    """
    rows = list(_plain_rows(case))
    people = list(
        case.participants.filter(erased_at=None).exclude(pk=but.pk).order_by("id")
    )
    reports = list(case.reports.order_by("received_at", "id"))
    messages = list(
        ReportMessage.objects.filter(report__case=case)
        .select_related("by")
        .order_by("at", "id")
    )
    listed = [row for _, row, *_rest in rows]
    note_opening(actor, [*listed, *people, *reports, *messages])
    versions = _versions([*listed, *people, *reports])
    found = [
        *(_plain(actor, row, versions) for row in rows),
        *(_person(actor, row, case, versions) for row in people),
        *_reports(actor, reports, versions),
        *_messages(actor, messages),
    ]
    # What is of the same quarter of an hour stays in the order it was written in.
    return sorted(found, key=lambda wording: wording.at)


def _plain_rows(case: Case) -> Iterator[_Row]:
    yield WordingKind.CASE, case, CaseDocument, case.opened_at, ""
    for note in case.notes.select_related("author").order_by("id"):
        by = note.author.username
        yield WordingKind.NOTE, note, NoteDocument, note.created_at, by
    for task in case.tasks.select_related("assignee").order_by("id"):
        by = task.assignee.username if task.assignee else ""
        yield WordingKind.TASK, task, TaskDocument, task.created_at, by
    for asked in case.transitions.select_related("by").order_by("id"):
        by, schema = asked.by.username, TransitionDocument
        yield WordingKind.REQUEST, asked, schema, asked.created_at, by


def _versions(rows: Iterable[SealedRow]) -> Versions:
    refs = [row.ref for row in rows]
    found: dict[str, list[RecordVersion]] = {}
    for old in RecordVersion.objects.filter(ref__in=refs).order_by("-version"):
        found.setdefault(old.ref, []).append(old)
    return found


def _plain(actor: Actor, found: _Row, versions: Versions) -> Wording:
    kind, row, schema, at, by = found
    before = tuple(
        open_document(actor, as_it_was(row, old), schema)
        for old in versions.get(row.ref, [])
    )
    return Wording(
        kind, row.ref, row, at, by, open_document(actor, row, schema), before
    )


def _person(actor: Actor, row: Participant, case: Case, versions: Versions) -> Wording:
    before = tuple(
        open_person(actor, as_it_was(row, old)) for old in versions.get(row.ref, [])
    )
    kind, now = WordingKind.PERSON, open_person(actor, row)
    return Wording(kind, row.ref, row, case.opened_at, "", now, before)


def _reports(
    actor: Actor, reports: Iterable[Report], versions: Versions
) -> Iterator[Wording]:
    for row in reports:
        kind = WordingKind.TRIAGE
        yield _plain(actor, (kind, row, ReportTriage, row.received_at, ""), versions)
        # What no form of ours wrote cannot be read, by us or by anyone.
        if content := open_content(actor, row):
            at, ref = row.received_at, content_ref(row)
            yield Wording(WordingKind.REPORT, ref, row, at, "", content)


def _messages(actor: Actor, messages: Iterable[ReportMessage]) -> Iterator[Wording]:
    for row in messages:
        if document := _message(actor, row):
            by = row.by.username if row.by else ""
            yield Wording(WordingKind.MESSAGE, row.ref, row, row.at, by, document)


def _message(actor: Actor, row: ReportMessage) -> BaseModel | None:
    try:
        return read_message(message_bytes(actor, row))
    except BadInput:
        return None
    except Broken:
        if is_envelope(bytes(row.sealed)):
            return None
        raise
