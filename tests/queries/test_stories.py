"""A case page opens everything once, on record, at a cost that does not grow."""

from datetime import timedelta

import pytest
from django.db import connections
from tests.factories.desk import (
    case,
    events,
    last_entry,
    person,
    report,
    statements,
    write_back,
)
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.notes import add_note
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.reports_open_case import open_case_from_report
from romdoul.cases import sealing
from romdoul.cases.codes import NoteKind
from romdoul.cases.documents import NoteDocument
from romdoul.cases.models import Note
from romdoul.kernel.errors import BadInput, NotFound, SealBroken
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.queries.paging import SIZE
from romdoul.queries.reports import read_report
from romdoul.queries.stories import read_case
from romdoul.queries.timeline import EntryKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


def jot(org: Organisation, ref: str, text: str) -> Note:
    return add_note(
        org.legal, ref=ref, kind=NoteKind.NOTE, document=NoteDocument(text=text)
    )


def test_one_entry_lists_all_that_is_opened(org):
    opened = case(org)
    note, who = jot(org, opened.ref, "Hello."), person(org, opened, "Chan Sophea")
    before = len(events())
    read_case(org.investigator, opened.ref)
    assert len(events()) == before + 1
    entry = last_entry()
    assert entry.event == Event.RECORD_OPENED
    assert entry.actor == org.worker("investigator").ref
    assert {opened.ref, note.ref, who.ref} <= set(entry.refs.split())


@pytest.mark.django_db(transaction=True)
def test_the_opening_is_committed_before_anything_is_decrypted(monkeypatch):
    org = organisation()
    opened = case(org)
    before = Entry.objects.count()
    seen: list[tuple[int, bool]] = []
    opens = sealing.open_record

    def watched(*args: object) -> bytes:
        seen.append((Entry.objects.count(), connections["default"].in_atomic_block))
        return opens(*args)

    monkeypatch.setattr(sealing, "open_record", watched)
    read_case(org.legal, opened.ref)
    assert seen
    assert set(seen) == {(before + 1, False)}


def test_a_failed_recording_opens_nothing(org, monkeypatch):
    opened = case(org)
    calls: list[object] = []

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("romdoul.ledger.recording.append", broken)
    monkeypatch.setattr(sealing, "open_record", lambda *args: calls.append(args))
    with pytest.raises(OSError, match="disk full"):
        read_case(org.legal, opened.ref)
    assert calls == []


def test_the_page_costs_the_same_for_1_of_each_and_for_30(org):
    sent, kept = report(org, mailbox=True)
    write_back(sent, "Hello.")
    collect_reports(org.counsellor)
    opened = open_case_from_report(
        org.counsellor,
        ref=kept.ref,
        title="A family",
        lead=org.worker("casemanager").ref,
        members=[org.worker("legal").ref],
        reason="So.",
    )
    jot(org, opened.ref, "Hello.")
    person(org, opened, "Chan Sophea")
    one = statements(lambda: read_case(org.legal, opened.ref))
    for nth in range(29):
        jot(org, opened.ref, f"Note {nth}.")
        person(org, opened, f"Person {'abcdefghijklmnopqrstuvwxyzäöü'[nth]} Dara")
        write_back(sent, f"Message {nth}.")
    collect_reports(org.counsellor)
    assert len(read_case(org.legal, opened.ref).people) == 30
    assert statements(lambda: read_case(org.legal, opened.ref)) == one <= 30


def test_a_report_costs_the_same_with_1_message_and_with_30(org):
    sent, kept = report(org, mailbox=True)
    write_back(sent, "Hello.")
    collect_reports(org.counsellor)
    read_report(org.counsellor, kept.ref)
    one = statements(lambda: read_report(org.counsellor, kept.ref))
    for nth in range(29):
        write_back(sent, f"Message {nth}.")
    collect_reports(org.counsellor)
    assert len(read_report(org.counsellor, kept.ref).messages) == 30
    assert statements(lambda: read_report(org.counsellor, kept.ref)) == one <= 20


def test_the_story_is_told_newest_first_and_pages_back_without_a_gap(org):
    opened = case(org)
    for nth in range(SIZE + 7):
        note = jot(org, opened.ref, f"Note {nth}")
        Note.objects.filter(pk=note.pk).update(
            created_at=note.created_at + timedelta(hours=nth)
        )
    first = read_case(org.legal, opened.ref)
    assert first.older
    second = read_case(org.legal, opened.ref, before=first.older)
    assert second.older == ""
    texts = [e.text for e in (*first.timeline, *second.timeline) if e.by == "legal"]
    assert texts == [f"Note {nth}" for nth in reversed(range(SIZE + 7))]
    told = [*first.timeline, *second.timeline]
    assert [e.kind for e in told].count(EntryKind.OPENED) == 1
    assert [e.at for e in told] == sorted((e.at for e in told), reverse=True)


def test_a_broken_page_key_is_said_to_be_none(org):
    opened = case(org)
    with pytest.raises(BadInput):
        read_case(org.legal, opened.ref, before="%%%")


def test_a_row_moved_or_put_back_does_not_open(org):
    opened = case(org)
    one, other = jot(org, opened.ref, "One."), jot(org, opened.ref, "Other.")
    Note.objects.filter(pk=one.pk).update(sealed=other.sealed)
    with pytest.raises(SealBroken):
        read_case(org.legal, opened.ref)


def test_a_stranger_leaves_no_trace_of_a_case(org):
    opened = case(org)
    before = events()
    with pytest.raises(NotFound):
        read_case(org.counsellor, opened.ref)
    assert events() == before
