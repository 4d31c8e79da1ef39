"""What was erased is on a list that no backup holds, and is erased again from it."""

from pathlib import Path

import pytest
from django.utils import timezone
from tests.factories.desk import (
    case,
    events,
    found_unfounded,
    last_entry,
    person,
    send_report,
)
from tests.factories.erasing import ERASABLE, copied
from tests.factories.mentioning import NAME, all_replaced, erase, jot, reported
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.apply_erasures import APPLY as IN_CASEWORK
from romdoul.actions.apply_erasures import apply_in_casework, note_restore
from romdoul.actions.erasures import confirm_erasure, erase_participant
from romdoul.actions.public.apply_erasures import APPLY as IN_INBOX
from romdoul.actions.public.apply_erasures import apply_in_inbox
from romdoul.actions.public.destroy_mailbox import destroy_mailbox
from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.cases.codes import ErasureRule, Role
from romdoul.cases.models import ErasurePlan, Participant, Transition
from romdoul.inbox.models import Mailbox
from romdoul.kernel.errors import KeyUnfit
from romdoul.ledger import appending, erasures
from romdoul.ledger.applying import erased_by_ledger
from romdoul.ledger.events import ERASURES, Event
from romdoul.ledger.models import Entry, Outbox
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store
from romdoul.ledger.verify import verify
from romdoul.queries.ledger import recorded_rows
from romdoul.queries.mentions import read_erasure
from romdoul.queries.search import SEARCHES, search
from romdoul.staff import sessions
from romdoul.staff.models import DeskSession

pytestmark = pytest.mark.django_db
SYSTEM = "system"
EVENTS = sorted(ERASURES)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Begin lists of this test alone."""
    monkeypatch.setenv("ROMDOUL_ERASURES", str(tmp_path))
    for store in erasures.LISTED:
        erasures.begin(store, now=appending.moment_of(0))
    return tmp_path


@pytest.fixture
def org() -> Organisation:
    SEARCHES.forget()
    return organisation()


def apply_all() -> list[str]:
    boxes = erasures.read(Store.INBOX).erased
    cases = erasures.read(Store.CASEWORK).erased
    gone = [said.refs[0] for said in boxes]
    return [
        *apply_in_inbox(SYSTEM, erased=boxes),
        *apply_in_casework(SYSTEM, erased=cases, destroyed=gone),
    ]


def test_every_kind_of_erasure_is_tried_here_and_can_be_applied() -> None:
    assert ERASABLE.keys() == ERASURES
    assert IN_CASEWORK.keys() | IN_INBOX.keys() == ERASURES


@pytest.mark.parametrize("event", EVENTS)
def test_what_is_erased_is_on_the_list_by_reference_with_who_decided(org, event):
    made = ERASABLE[event](org)
    made.erase()
    assert made.is_gone()
    on_lists = [said for s in erasures.LISTED for said in erasures.read(s).erased]
    (said,) = [said for said in on_lists if said.event == event]
    assert said.refs[0] == made.ref
    assert said.actor == "public" or said.actor.startswith("W-")


@pytest.mark.parametrize("event", EVENTS)
def test_what_a_backup_brings_back_is_erased_again_and_recorded(org, event):
    made = ERASABLE[event](org)
    before = copied()
    made.erase()
    before.put_back()
    assert not made.is_gone()
    assert apply_all() == [made.ref]
    assert made.is_gone()
    store = Store.INBOX if event in IN_INBOX else Store.CASEWORK
    found, _entries = erased_by_ledger(store)
    applied = [name for name in events(store) if name == Event.ERASURE_APPLIED]
    assert len(applied) == 1
    assert {said.key for said in found} == {(event, made.ref)}


@pytest.mark.parametrize("event", EVENTS)
def test_once_is_enough_and_the_second_time_nothing_is_recorded(org, event):
    made = ERASABLE[event](org)
    before = copied()
    made.erase()
    before.put_back()
    apply_all()
    said = [events(store) for store in erasures.LISTED]
    assert apply_all() == []
    assert [events(store) for store in erasures.LISTED] == said


def test_the_ledger_holds_with_what_was_erased_again(org):
    made = ERASABLE[Event.PARTICIPANT_ERASED](org)
    before = copied()
    made.erase()
    before.put_back()
    apply_all()
    report = verify(Store.CASEWORK, rows=recorded_rows(Store.CASEWORK))
    assert [str(finding) for finding in report.findings] == []


def test_an_applied_erasure_says_the_rule_who_had_decided_and_when(org):
    made = ERASABLE[Event.PARTICIPANT_ERASED](org)
    before = copied()
    made.erase()
    before.put_back()
    apply_all()
    decided = org.worker("casemanager").ref
    refs = last_entry().refs.split()
    assert refs[:3] == ["event=participant.erased", made.ref, "rule=own_request"]
    assert f"by={decided}" in refs
    assert last_entry().actor == SYSTEM


def test_applying_puts_nothing_on_the_list(org):
    made = ERASABLE[Event.PARTICIPANT_ERASED](org)
    before = copied()
    made.erase()
    before.put_back()
    listed = erasures.raw(Store.CASEWORK)
    apply_all()
    assert erasures.raw(Store.CASEWORK) == listed


def test_who_was_not_erased_stays(org):
    opened = case(org)
    erased, kept = person(org, opened, "Chan Sophea"), person(org, opened, "Sok Dara")
    before = copied()
    erase_participant(
        org.casemanager, ref=erased.ref, rule=ErasureRule.OWN_REQUEST, reason="So."
    )
    before.put_back()
    assert apply_all() == [erased.ref]
    assert [row.ref for row in Participant.objects.exclude(sealed=b"")] == [kept.ref]
    assert len(search(org.legal, "Sok Dara")) == 1
    assert search(org.legal, "Chan Sophea") == []


def test_a_request_that_two_people_decided_is_closed_when_it_is_applied(org):
    opened = case(org, members=("casemanager2", "legal"))
    made = person(org, opened, "Chan Sophea", role=Role.PERSON_REPORTED)
    found_unfounded(org, made.ref)
    request = {"ref": made.ref, "rule": ErasureRule.UNFOUNDED, "reason": "Checked."}
    erase_participant(org.casemanager, **request)
    asked = made.erasures.get()
    before = copied()
    confirm_erasure(org.casemanager2, ref=asked.request.ref, reason="Checked.")
    before.put_back()
    asked.save()
    apply_all()
    asked.refresh_from_db()
    assert asked.done_by == org.worker("casemanager2")


def test_what_a_restored_proposal_spells_goes_when_the_erasure_is_applied(org):
    opened = case(org, members=("casemanager2", "legal"))
    made = reported(org, opened)
    jot(org, opened, f"Met {NAME}.")
    found_unfounded(org, made.ref)
    erase(org, made, *all_replaced(org, made.ref), rule=ErasureRule.UNFOUNDED)
    asked = Transition.objects.get(kind="erase")
    before = [*copied().rows, asked, asked.erasure, asked.erasure.plan]
    confirm_erasure(org.casemanager2, ref=asked.ref, reason="Checked.")
    for row in before:
        row.save()
    assert apply_all() == [made.ref]
    plan = ErasurePlan.objects.get()
    assert bytes(plan.sealed) == b""
    assert {made.ref, plan.ref} <= set(entry_of(Event.ERASURE_APPLIED).refs.split())
    assert Transition.objects.get(pk=asked.pk).status == "revoked"
    assert read_erasure(org.legal, asked.ref).decided == ()


def entry_of(event: Event) -> Entry:
    return Entry.objects.get(event=event)


def test_an_answer_that_waits_for_a_destroyed_mailbox_goes_with_it(org):
    sent = send_report(org, mailbox=True)
    collect_reports(org.counsellor)
    answer_report(org.counsellor, ref=sent.ref, text="We have read it.")
    assert bytes(Outbox.objects.get().payload)
    destroy_mailbox(mailbox=sent.mailbox.id)
    apply_all()
    waiting = Outbox.objects.get()
    assert bytes(waiting.payload) == b""
    assert waiting.done_at is not None


def test_without_the_list_nothing_is_erased(org, folder):
    made = ERASABLE[Event.PARTICIPANT_ERASED](org)
    said = events()
    (folder / "casework.list").unlink()
    with pytest.raises(KeyUnfit):
        made.erase()
    assert not made.is_gone()
    assert events() == said


def test_an_erasing_that_is_refused_leaves_the_list_as_it_was(org):
    made = ERASABLE[Event.RECORD_ERASED](org)
    made.erase()
    listed = erasures.raw(Store.INBOX)

    @action(store=Store.INBOX)
    def changes_its_mind() -> None:
        record("public", Event.RECORD_ERASED, made.ref)
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        changes_its_mind()
    assert erasures.raw(Store.INBOX) == listed


def test_what_was_cut_off_before_its_commit_is_carried_out_later(org, monkeypatch):
    """The list is written first: a crash in between must not lose the decision."""
    sent = send_report(org, mailbox=True)
    write = erasures.add

    def cut_off(*args: object, **kwargs: object) -> None:
        write(*args, **kwargs)
        raise SystemExit("the power is gone")

    with monkeypatch.context() as cut:
        cut.setattr(erasures, "add", cut_off)
        with pytest.raises(SystemExit):
            destroy_mailbox(mailbox=sent.mailbox.id)
    assert Mailbox.objects.get().destroyed_at is None
    assert Event.RECORD_ERASED not in events(Store.INBOX)
    assert apply_all() == [sent.mailbox.id]
    assert Mailbox.objects.get().destroyed_at is not None


def test_what_the_public_erases_is_timed_to_the_quarter_hour(org):
    ERASABLE[Event.RECORD_ERASED](org).erase()
    (said,) = erasures.read(Store.INBOX).erased
    assert (said.at.minute % 15, said.at.second) == (0, 0)


def test_a_restore_is_recorded_with_how_it_was_done_and_ends_every_session(org):
    worker = org.worker("counsellor")
    sessions.begin(worker, org.keys("counsellor"), now=timezone.now())
    note_restore(SYSTEM, made_at="2026-03-02T10:00:00+00:00", how=["erasures=without"])
    assert last_entry().event == Event.BACKUP_RESTORED
    assert last_entry().refs == "made=2026-03-02T10:00:00+00:00 erasures=without"
    assert not DeskSession.objects.exists()
