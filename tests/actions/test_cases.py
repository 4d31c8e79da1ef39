"""A case is opened, changed, closed for a reason and opened again."""

import pytest
from tests.factories.desk import case, events, last_entry
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.assignments import request_assignment
from romdoul.actions.cases_change import change_case
from romdoul.actions.cases_close import close_case, reopen_case
from romdoul.actions.cases_open import open_case
from romdoul.cases.codes import (
    CaseStatus,
    CloseReason,
    NoteKind,
    Priority,
    Stage,
    TransitionStatus,
)
from romdoul.cases.documents import CaseDocument
from romdoul.cases.models import Case, Note, RecordVersion, Seat
from romdoul.kernel.errors import BadInput, Conflict, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.queries.cases import list_cases
from romdoul.queries.day import my_day
from romdoul.queries.records import read_case_versions
from romdoul.queries.stories import read_case
from romdoul.vault.sealing import digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


def rename(org: Organisation, of: Case, who: str, version: int, title: str) -> Case:
    document = CaseDocument(title=title)
    return change_case(org.actor(who), ref=of.ref, version=version, document=document)


def test_whoever_opens_a_case_to_lead_it_leads_it(org):
    opened = case(org)
    assert opened.lead == org.worker("casemanager")
    assert read_case(org.legal, opened.ref).document.opened_because
    assert {seat.worker.username for seat in Seat.objects.all()} == {
        "casemanager",
        "investigator",
        "legal",
    }


@pytest.mark.parametrize("who", ["investigator", "legal", "focal", "admin", "analyst"])
def test_who_opens_no_cases_is_refused_and_it_is_recorded(org, who):
    with pytest.raises(Refused):
        case(org, lead=who)
    assert last_entry().event == Event.ACTION_REFUSED
    assert not Case.objects.exists()


def test_nobody_is_alone_on_a_case(org):
    with pytest.raises(BadInput):
        case(org, members=())
    assert not Case.objects.exists()


def test_a_stranger_cannot_tell_a_case_from_none(org):
    opened = case(org)
    for actor in (org.counsellor, org.manager, org.casemanager2):
        for ref in (opened.ref, "C-0000-0000"):
            with pytest.raises(NotFound):
                read_case(actor, ref)
        assert list_cases(actor).rows == []


def test_a_change_is_a_new_version_and_the_old_one_stays(org):
    opened = case(org)
    rename(org, opened, "investigator", 1, "Two families")
    versions = read_case_versions(org.casemanager, opened.ref)
    assert [(v.number, v.document.title) for v in versions] == [
        (2, "Two families"),
        (1, "A family near the river"),
    ]


def test_the_ledger_holds_the_digest_of_what_was_written(org):
    opened = case(org)
    rename(org, opened, "investigator", 1, "Two families")
    entry = last_entry()
    assert (entry.event, entry.refs) == (Event.CASE_CHANGED, opened.ref)
    opened.refresh_from_db()
    assert bytes(entry.content) == digest(bytes(opened.sealed))


def test_the_second_of_two_who_edit_is_told_and_both_texts_stand(org):
    opened = case(org)
    rename(org, opened, "investigator", 1, "First")
    before = events()
    with pytest.raises(Conflict) as conflict:
        rename(org, opened, "legal", 1, "Second")
    assert conflict.value.version == 2
    assert events() == before
    assert RecordVersion.objects.count() == 1
    rename(org, opened, "legal", 2, "Second")
    titles = [v.document.title for v in read_case_versions(org.legal, opened.ref)]
    assert titles == ["Second", "First", "A family near the river"]


def test_a_case_keeps_a_title(org):
    opened = case(org)
    with pytest.raises(BadInput):
        rename(org, opened, "legal", 1, "   ")


def test_the_stage_and_priority_are_set_by_people(org):
    opened = case(org)
    changed = change_case(
        org.casemanager,
        ref=opened.ref,
        version=1,
        document=CaseDocument(title="A family"),
        stage=Stage.PLAN,
        priority=Priority.HIGH,
    )
    row = read_case(org.legal, changed.ref).row
    assert (row.stage, row.priority) == (Stage.PLAN, Priority.HIGH)
    with pytest.raises(BadInput):
        change_case(
            org.casemanager,
            ref=opened.ref,
            version=2,
            document=CaseDocument(title="A family"),
            stage=Stage.CLOSED,
        )


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (CloseReason.GOALS_REACHED, CaseStatus.CLOSED),
        (CloseReason.TRANSFERRED, CaseStatus.TRANSFERRED),
        (CloseReason.DUPLICATE, CaseStatus.DUPLICATE),
    ],
)
def test_a_case_is_closed_for_a_reason_and_with_words(org, reason, status):
    opened = case(org)
    close_case(org.casemanager, ref=opened.ref, reason=reason, text="All is done.")
    story = read_case(org.legal, opened.ref)
    assert story.row.status is status
    assert story.row.due_at is None
    note = Note.objects.get()
    assert note.kind == NoteKind.CLOSING
    assert "All is done." in [entry.text for entry in story.timeline]
    assert list_cases(org.legal).rows == []
    assert [row.ref for row in list_cases(org.legal, status=status).rows] == [
        opened.ref
    ]
    assert Entry.objects.filter(event=Event.CASE_CLOSED, refs=opened.ref).exists()


def test_closing_without_words_changes_nothing(org):
    opened = case(org)
    before = events()
    with pytest.raises(BadInput):
        close_case(org.casemanager, ref=opened.ref, reason=CloseReason.DIED, text=" ")
    opened.refresh_from_db()
    assert opened.status == CaseStatus.OPEN
    assert events() == before


def test_who_may_not_close_is_refused_and_the_case_stays_open(org):
    opened = case(org)
    with pytest.raises(Refused):
        close_case(
            org.investigator, ref=opened.ref, reason=CloseReason.DIED, text="So."
        )
    opened.refresh_from_db()
    assert opened.status == CaseStatus.OPEN
    assert last_entry().event == Event.ACTION_REFUSED


def test_a_closed_case_is_reopened_with_a_reason_and_starts_with_assessing(org):
    opened = case(org)
    close_case(
        org.casemanager, ref=opened.ref, reason=CloseReason.MOVED_AWAY, text="Gone."
    )
    with pytest.raises(BadInput):
        close_case(
            org.casemanager, ref=opened.ref, reason=CloseReason.DIED, text="Again."
        )
    with pytest.raises(BadInput):
        reopen_case(org.casemanager, ref=opened.ref, text="")
    reopen_case(org.casemanager, ref=opened.ref, text="They came back.")
    row = read_case(org.legal, opened.ref).row
    assert (row.status, row.stage) == (CaseStatus.OPEN, Stage.ASSESS)
    assert row.due_at is not None
    with pytest.raises(BadInput):
        reopen_case(org.casemanager, ref=opened.ref, text="Again.")


def test_a_case_opened_for_a_colleague_waits_for_their_answer(org):
    opened = open_case(
        org.counsellor,
        title="A family",
        lead=org.worker("casemanager").ref,
        members=[org.worker("counsellor").ref],
        reason="Asked for help.",
        priority=Priority.HIGH,
    )
    assert opened.lead is None
    assert opened.priority == Priority.HIGH


def test_a_closed_case_asks_nobody_for_anything_any_more(org):
    opened = case(org, members=("casemanager2", "legal"))
    asked = request_assignment(
        org.casemanager, ref=opened.ref, worker=org.worker("casemanager2").ref
    )
    assert my_day(org.casemanager2).offers
    assert my_day(org.casemanager).tasks
    close_case(
        org.casemanager, ref=opened.ref, reason=CloseReason.MOVED_AWAY, text="Gone."
    )
    asked.refresh_from_db()
    assert asked.status == TransitionStatus.REVOKED
    for who in ("casemanager", "casemanager2", "legal"):
        day = my_day(org.actor(who))
        assert day.offers == day.tasks == day.cases == []
