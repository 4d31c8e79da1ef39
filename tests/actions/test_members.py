"""Who is on a case holds its keys; who is taken off it is out of reach at once."""

import pytest
from tests.factories.desk import (
    case,
    events,
    last_entry,
    person,
    report,
    write_back,
)
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.deliver_outbox import deliver_pending
from romdoul.actions.members import add_member, remove_member
from romdoul.actions.notes import add_note
from romdoul.actions.reports_open_case import open_case_from_report
from romdoul.cases.codes import NoteKind
from romdoul.cases.documents import NoteDocument
from romdoul.cases.models import Note, Participant, Seat, Task
from romdoul.kernel.errors import BadInput, NotFound, Refused, SealBroken
from romdoul.ledger.events import Event
from romdoul.queries.cases import list_cases
from romdoul.queries.day import my_day
from romdoul.queries.public import key_of_mailbox
from romdoul.queries.search import SEARCHES, search
from romdoul.queries.stories import read_case
from romdoul.staff.models import Compartment
from romdoul.staff.rows import binding_of
from romdoul.vault.opening import open_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    SEARCHES.forget()
    return organisation()


def jot(org: Organisation, ref: str, who: str, text: str) -> Note:
    return add_note(
        org.actor(who),
        ref=ref,
        kind=NoteKind.NOTE,
        document=NoteDocument(text=text),
    )


def test_a_new_member_reads_what_was_written_before(org):
    opened = case(org)
    jot(org, opened.ref, "legal", "Written before.")
    add_member(org.casemanager, ref=opened.ref, worker=org.worker("counsellor").ref)
    story = read_case(org.counsellor, opened.ref)
    assert "Written before." in [entry.text for entry in story.timeline]
    assert [row.ref for row in list_cases(org.counsellor).rows] == [opened.ref]
    assert events().count(Event.CASE_MEMBER_ADDED) == 1


def test_removing_a_member_puts_the_case_out_of_their_reach_at_once(org):
    opened = case(org)
    person(org, opened, "Chan Sophea")
    remove_member(org.casemanager, ref=opened.ref, worker=org.worker("legal").ref)
    gone = org.legal
    with pytest.raises(NotFound):
        read_case(gone, opened.ref)
    with pytest.raises(NotFound):
        jot(org, opened.ref, "legal", "Hello.")
    assert list_cases(gone).rows == []
    assert search(gone, "Chan Sophea") == []
    assert my_day(gone).cases == []
    assert not Seat.objects.filter(worker=org.worker("legal")).exists()


def test_what_is_written_afterwards_is_under_a_new_epoch(org):
    opened = case(org)
    old_keys = org.legal.keys_of(opened.compartment)
    before = jot(org, opened.ref, "legal", "Written before.")
    added = person(org, opened, "Chan Sophea")
    remove_member(org.casemanager, ref=opened.ref, worker=org.worker("legal").ref)
    after = jot(org, opened.ref, "investigator", "Written after.")
    newer = person(org, opened, "Meas Dara")
    assert (before.epoch, added.epoch) == (1, 1)
    assert (after.epoch, newer.epoch) == (2, 2)
    for row in (after, newer):
        with pytest.raises(SealBroken):
            open_record(old_keys.content, bytes(row.sealed), binding_of(row))
    story = read_case(org.investigator, opened.ref)
    told = [entry.text for entry in story.timeline]
    assert {"Written before.", "Written after."} <= set(told)
    assert len(story.people) == Participant.objects.count() == 2
    assert Compartment.objects.get(ref=opened.compartment).epoch == 2


def test_the_rotation_is_on_the_ledger(org):
    opened = case(org)
    remove_member(org.casemanager, ref=opened.ref, worker=org.worker("legal").ref)
    written = events()
    assert Event.GRANT_REVOKED in written
    assert Event.COMPARTMENT_ROTATED in written
    assert last_entry().event == Event.CASE_MEMBER_REMOVED


def test_two_members_remain(org):
    opened = case(org, members=("legal",))
    with pytest.raises(BadInput):
        remove_member(org.casemanager, ref=opened.ref, worker=org.worker("legal").ref)
    assert read_case(org.legal, opened.ref).members


def test_the_lead_and_the_tasks_of_who_leaves_are_not_left_with_them(org):
    opened = case(org, members=("casemanager2", "legal"))
    remove_member(
        org.casemanager2, ref=opened.ref, worker=org.worker("casemanager").ref
    )
    opened.refresh_from_db()
    assert opened.lead is None
    task = Task.objects.get()
    assert task.assignee in {org.worker("casemanager2"), org.worker("legal")}


def test_a_member_may_take_themselves_off(org):
    opened = case(org)
    remove_member(org.casemanager, ref=opened.ref, worker=org.worker("casemanager").ref)
    with pytest.raises(NotFound):
        read_case(org.casemanager, opened.ref)
    assert read_case(org.legal, opened.ref).row.lead == ""


@pytest.mark.parametrize("who", ["investigator", "legal"])
def test_who_may_not_change_the_team_is_refused(org, who):
    opened = case(org)
    with pytest.raises(Refused):
        add_member(org.actor(who), ref=opened.ref, worker=org.worker("manager").ref)
    with pytest.raises(Refused):
        remove_member(org.actor(who), ref=opened.ref, worker=org.worker("legal").ref)
    assert Seat.objects.count() == 3
    assert read_case(org.legal, opened.ref)


@pytest.mark.parametrize("whom", ["legal", "admin", "focal"])
def test_who_is_on_it_or_may_not_enter_is_not_added(org, whom):
    opened = case(org)
    with pytest.raises(BadInput):
        add_member(org.casemanager, ref=opened.ref, worker=org.worker(whom).ref)
    assert Seat.objects.count() == 3


def test_a_stranger_is_not_removed(org):
    opened = case(org)
    with pytest.raises(NotFound):
        remove_member(
            org.casemanager, ref=opened.ref, worker=org.worker("counsellor").ref
        )
    assert Compartment.objects.get(ref=opened.compartment).epoch == 1


def test_reporters_write_to_the_new_epoch(org):
    sent, kept = report(org, mailbox=True)
    opened = open_case_from_report(
        org.counsellor,
        ref=kept.ref,
        title="A family",
        lead=org.worker("casemanager").ref,
        members=[org.worker("legal").ref, org.worker("investigator").ref],
        reason="So.",
    )
    remove_member(org.casemanager, ref=opened.ref, worker=org.worker("legal").ref)
    deliver_pending()
    key = key_of_mailbox(sent.mailbox)
    assert (key.compartment, key.epoch) == (opened.compartment, 2)
    message = write_back(sent, "Hello.", to=opened.compartment)
    assert message.epoch == 2
