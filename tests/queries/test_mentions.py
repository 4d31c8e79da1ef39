"""Where a case mentions a person: in every kind of record, at a constant cost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.desk import (
    case,
    last_entry,
    person,
    report,
    statements,
    write_back,
)
from tests.factories.mentioning import (
    NAME,
    all_replaced,
    erase,
    jot,
    mentioned,
    reported,
)
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.assignments import request_assignment
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.reports_open_case import open_case_from_report
from romdoul.actions.tasks import add_task
from romdoul.cases.codes import Role, TaskKind
from romdoul.cases.documents import (
    TaskDocument,
)
from romdoul.cases.models import (
    Case,
    Participant,
)
from romdoul.cases.wording import WordingKind
from romdoul.kernel.errors import NotFound, Refused
from romdoul.ledger.stores import Store
from romdoul.ledger.verify import verify
from romdoul.matching.models import Token
from romdoul.queries.ledger import recorded_rows
from romdoul.queries.mentions import read_to_erase
from romdoul.queries.reports import read_report
from romdoul.queries.search import SEARCHES, search
from romdoul.queries.stories import read_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    SEARCHES.forget()
    return organisation()


@pytest.fixture
def opened(org) -> Case:
    return case(org, members=("casemanager2", "legal", "investigator"))


@pytest.fixture
def named(org, opened) -> Participant:
    return reported(org, opened)


@pytest.fixture
def told(org) -> Case:
    """A case that began with a report, and names the person in all that it holds."""
    sent, kept = report(org, mailbox=True, text=f"{NAME} was there.", name="A friend")
    write_back(sent, "His number is 012-345-678.")
    collect_reports(org.counsellor)
    made = open_case_from_report(
        org.counsellor,
        ref=kept.ref,
        title="About Sok Vichet",
        lead=org.worker("casemanager").ref,
        members=[org.worker("legal").ref, org.worker("casemanager2").ref],
        reason="So.",
    )
    person(org, made, "Chan Sophea", note="Afraid of Vichet.")
    jot(org, made, "Met vichet sok today.")
    add_task(
        org.legal,
        ref=made.ref,
        assignee=org.worker("legal").ref,
        due_at=timezone.now() + timedelta(days=1),
        kind=TaskKind.CALL,
        document=TaskDocument(title="Call Sokvichet"),
    )
    request_assignment(
        org.casemanager,
        ref=made.ref,
        worker=org.worker("casemanager2").ref,
        reason="You know Sok Vicheth.",
    )
    jot(org, made, "Nothing of the kind.")
    return made


def test_what_mentions_them_is_found_in_every_kind_of_record(org, told):
    named = reported(org, told)
    found = read_to_erase(org.casemanager, named.ref).mentions
    assert {one.wording.kind: one.forms for one in found} == {
        WordingKind.CASE: ("Sok Vichet",),
        WordingKind.NOTE: ("vichet sok",),
        WordingKind.TASK: ("Sokvichet",),
        WordingKind.REQUEST: ("Sok Vicheth",),
        WordingKind.REPORT: ("Sok Vichet",),
        WordingKind.MESSAGE: ("012-345-678",),
        WordingKind.PERSON: ("Vichet",),
    }
    refs = {one.wording.kind: one.ref for one in found}
    assert refs[WordingKind.REPORT] == f"{told.reports.get().ref}/content"
    assert refs[WordingKind.CASE] == told.ref


def test_what_is_replaced_in_every_kind_of_record_opens_as_before(org, told):
    named = reported(org, told)
    assert erase(org, named, *all_replaced(org, named.ref))
    story = read_case(org.legal, told.ref)
    assert story.document.title == f"About {named.ref}"
    words = "\n".join(entry.text or "" for entry in story.timeline)
    assert words.count(named.ref) >= 5
    assert "ichet" not in words
    child = story.people[0].document
    assert child.note == f"Afraid of {named.ref}."
    assert child.names[0].text == "Chan Sophea"
    assert verify(Store.CASEWORK, rows=recorded_rows(Store.CASEWORK)).ok


def test_a_report_is_found_by_what_it_still_says(org):
    _, kept = report(org, name=NAME, phone="012 345 678", text="I saw it.")
    opened = open_case_from_report(
        org.counsellor,
        ref=kept.ref,
        title="A family",
        lead=org.worker("casemanager").ref,
        members=[org.worker("legal").ref],
        reason="So.",
    )
    read_case(org.legal, opened.ref)
    read_report(org.legal, kept.ref)
    assert [hit.report for hit in search(org.legal, "Vichet Sok")] == [kept.ref]
    reporter = person(org, opened, NAME, role=Role.REPORTER, phones=("012345678",))
    assert erase(org, reporter, *all_replaced(org, reporter.ref))
    for words in ("Vichet Sok", "012345678"):
        assert search(org.legal, words) == []
    content = read_case(org.legal, opened.ref).reports[0].content
    assert (content.name, content.text) == (reporter.ref, "I saw it.")
    assert not Token.objects.filter(ref=reporter.ref).exists()


def test_reading_where_they_are_mentioned_is_recorded_and_for_who_may_erase(
    org, opened, named
):
    note = jot(org, opened, f"Met {NAME}.")
    read_to_erase(org.casemanager, named.ref)
    assert note.ref in last_entry().refs.split()
    with pytest.raises(Refused):
        read_to_erase(org.legal, named.ref)
    with pytest.raises(NotFound):
        read_to_erase(org.manager, named.ref)


def test_looking_costs_the_same_for_1_note_and_for_20(org, opened, named):
    jot(org, opened, f"Met {NAME}.")
    actor = org.casemanager
    read_to_erase(actor, named.ref)
    one = statements(lambda: read_to_erase(actor, named.ref))
    for nth in range(19):
        jot(org, opened, f"Met {NAME} again, {nth}.")
        person(org, opened, f"Chan {'abcdefghijklmnopqrs'[nth]}phea", note=f"{NAME}.")
    assert len(mentioned(org, named.ref)) == 39
    assert statements(lambda: read_to_erase(actor, named.ref)) == one <= 25
