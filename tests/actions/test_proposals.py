"""That an allegation is unfounded: proposed by one, confirmed by another, or not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from tests.factories.desk import case, events, last_entry, person, statements
from tests.factories.organisation import Organisation, organisation

from romdoul.actions import proposals
from romdoul.actions.cases_close import close_case
from romdoul.actions.members import add_member, remove_member
from romdoul.actions.participants import add_participant, change_participant
from romdoul.actions.proposals import (
    confirm_outcome,
    decline_proposal,
    propose_outcome,
    withdraw_proposal,
)
from romdoul.actions.staff_people import worker_leaves
from romdoul.cases.codes import (
    CloseReason,
    Outcome,
    Role,
    Standing,
    TransitionKind,
    TransitionStatus,
)
from romdoul.cases.documents import Name, ParticipantDocument
from romdoul.cases.models import Case, Participant, RecordVersion, Transition
from romdoul.kernel.errors import BadInput, Conflict, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.ledger.stores import Store
from romdoul.ledger.verify import verify
from romdoul.queries.day import my_day
from romdoul.queries.ledger import recorded_rows
from romdoul.queries.proposals import read_proposal
from romdoul.queries.records import read_participant
from romdoul.queries.stories import read_case
from romdoul.queries.timeline import EntryKind

pytestmark = pytest.mark.django_db
WHY = "The school and the clinic say otherwise."


@pytest.fixture
def org() -> Organisation:
    return organisation()


@pytest.fixture
def opened(org) -> Case:
    return case(org, members=("casemanager2", "legal", "investigator"))


@pytest.fixture
def alleged(org, opened) -> Participant:
    return person(
        org, opened, "Sok Vichet", role=Role.PERSON_REPORTED, standing=Standing.ALLEGED
    )


def propose(org: Organisation, of: Participant, by: str = "casemanager") -> Transition:
    return propose_outcome(org.actor(by), ref=of.ref, reason=WHY)


def outcome_of(org: Organisation, of: Participant) -> str:
    return read_participant(org.casemanager, of.ref)[1][0].document.outcome


def test_it_is_so_once_a_second_person_has_confirmed_it(org, opened, alleged):
    asked = propose(org, alleged)
    assert outcome_of(org, alleged) == ""
    (told,) = read_case(org.legal, opened.ref).transitions
    assert (told.person, told.status) == (alleged.ref, TransitionStatus.PENDING)
    confirm_outcome(org.casemanager2, ref=asked.ref, reason="I looked too.")
    assert outcome_of(org, alleged) == Outcome.UNFOUNDED
    asked.refresh_from_db()
    assert (asked.status, asked.answered_by) == (
        TransitionStatus.ACCEPTED,
        org.worker("casemanager2"),
    )


def test_the_rest_of_what_is_known_stays_and_so_does_the_earlier_version(org, alleged):
    confirm_outcome(org.legal, ref=propose(org, alleged).ref, reason="Yes.")
    _, versions = read_participant(org.casemanager, alleged.ref)
    assert [v.document.outcome for v in versions] == [Outcome.UNFOUNDED, ""]
    assert versions[0].document.names[0].text == "Sok Vichet"
    assert versions[0].document.standing == Standing.ALLEGED


def test_both_steps_are_on_the_ledger_and_in_the_story(org, opened, alleged):
    asked = propose(org, alleged)
    confirm_outcome(org.legal, ref=asked.ref, reason="I looked too.")
    for event, who in (
        (Event.OUTCOME_PROPOSED, "casemanager"),
        (Event.OUTCOME_CONFIRMED, "legal"),
    ):
        entry = Entry.objects.get(event=event)
        assert (entry.refs, entry.actor) == (asked.ref, org.worker(who).ref)
    assert last_entry().refs == alleged.ref
    assert verify(Store.CASEWORK, rows=recorded_rows(Store.CASEWORK)).ok
    story = read_case(org.investigator, opened.ref)
    (told,) = [e for e in story.timeline if e.kind is EntryKind.UNFOUNDED]
    assert (told.by, told.to) == ("casemanager", "legal")
    assert told.text == f"Sok Vichet\n{WHY}\nI looked too."


def test_who_proposed_never_confirms_nor_declines(org, alleged):
    asked = propose(org, alleged)
    for act in (confirm_outcome, decline_proposal):
        with pytest.raises(Refused):
            act(org.casemanager, ref=asked.ref, reason="So.")
        assert last_entry().event == Event.ACTION_REFUSED
    assert outcome_of(org, alleged) == ""
    assert Transition.objects.get().status == TransitionStatus.PENDING


def test_the_database_lets_nobody_confirm_their_own_either(org, alleged):
    asked = propose(org, alleged)
    me = org.worker("casemanager")
    rows = Transition.objects.filter(pk=asked.pk)
    for answered_by in (me, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(status=TransitionStatus.ACCEPTED, answered_by=answered_by)


def test_who_has_no_right_to_confirm_is_refused(org, alleged):
    asked = propose(org, alleged)
    for act in (confirm_outcome, decline_proposal):
        with pytest.raises(Refused):
            act(org.investigator, ref=asked.ref, reason="So.")
    assert outcome_of(org, alleged) == ""


def test_who_is_not_on_the_case_or_no_longer_finds_nothing(org, opened, alleged):
    asked = propose(org, alleged)
    remove_member(org.casemanager, ref=opened.ref, worker=org.worker("legal").ref)
    for who in ("legal", "manager"):
        with pytest.raises(NotFound):
            confirm_outcome(org.actor(who), ref=asked.ref, reason="So.")
        with pytest.raises(NotFound):
            propose(org, alleged, by=who)
        assert my_day(org.actor(who)).proposals == []
    assert outcome_of(org, alleged) == ""


def test_a_second_person_declines_with_a_reason_and_it_can_be_proposed_anew(
    org, opened, alleged
):
    asked = propose(org, alleged)
    decline_proposal(org.legal, ref=asked.ref, reason="The clinic was not asked.")
    assert last_entry().event == Event.OUTCOME_DECLINED
    assert outcome_of(org, alleged) == ""
    told = read_case(org.casemanager, opened.ref).transitions[0]
    assert (told.status, told.answered_by, told.document.answer) == (
        TransitionStatus.REJECTED,
        "legal",
        "The clinic was not asked.",
    )
    with pytest.raises(BadInput):
        confirm_outcome(org.legal, ref=asked.ref, reason="So.")
    assert propose(org, alleged).status == TransitionStatus.PENDING


def test_who_proposed_takes_it_back_and_nobody_else(org, alleged):
    asked = propose(org, alleged)
    with pytest.raises(Refused):
        withdraw_proposal(org.legal, ref=asked.ref)
    withdraw_proposal(org.casemanager, ref=asked.ref)
    assert last_entry().event == Event.OUTCOME_WITHDRAWN
    with pytest.raises(BadInput):
        confirm_outcome(org.legal, ref=asked.ref, reason="So.")
    with pytest.raises(BadInput):
        withdraw_proposal(org.casemanager, ref=asked.ref)
    assert outcome_of(org, alleged) == ""


@pytest.mark.parametrize("how", ["removed", "left"])
def test_a_proposal_goes_with_who_made_it(org, opened, alleged, how):
    asked = propose(org, alleged, by="investigator")
    worker = org.worker("investigator").ref
    if how == "left":
        worker_leaves(org.manager, ref=worker)
    else:
        remove_member(org.casemanager, ref=opened.ref, worker=worker)
    asked.refresh_from_db()
    assert asked.status == TransitionStatus.REVOKED
    assert Event.OUTCOME_WITHDRAWN in events()


def test_it_shows_in_the_day_of_those_who_may_confirm_and_of_no_one_else(
    org, opened, alleged
):
    asked = propose(org, alleged)
    for who in ("casemanager2", "legal"):
        (waits,) = my_day(org.actor(who)).proposals
        assert (waits.ref, waits.case, waits.by, waits.kind) == (
            asked.ref,
            opened.ref,
            "casemanager",
            TransitionKind.UNFOUNDED,
        )
    for who in ("casemanager", "investigator", "manager", "counsellor"):
        assert my_day(org.actor(who)).proposals == []
    confirm_outcome(org.legal, ref=asked.ref, reason="So.")
    assert my_day(org.casemanager2).proposals == []


def test_who_is_added_later_can_be_the_second(org):
    opened = case(org, members=("investigator",))
    alleged = person(org, opened, "Sok Vichet", role=Role.PERSON_REPORTED)
    asked = propose(org, alleged)
    assert read_proposal(org.investigator, asked.ref).seconds == ()
    add_member(org.casemanager, ref=opened.ref, worker=org.worker("manager").ref)
    assert read_proposal(org.investigator, asked.ref).seconds == ("manager",)
    confirm_outcome(org.manager, ref=asked.ref, reason="Yes.")
    assert outcome_of(org, alleged) == Outcome.UNFOUNDED


def test_no_edit_of_one_person_finds_it_unfounded(org, opened, alleged):
    found = ParticipantDocument(
        names=(Name(text="Sok Vichet"),), outcome=Outcome.UNFOUNDED
    )
    before = Participant.objects.count()
    with pytest.raises(BadInput) as refused:
        add_participant(
            org.casemanager, ref=opened.ref, role=Role.PERSON_REPORTED, document=found
        )
    assert refused.value.field == "outcome"
    with pytest.raises(BadInput):
        change_participant(org.casemanager, ref=alleged.ref, version=1, document=found)
    assert Participant.objects.count() == before
    assert outcome_of(org, alleged) == ""


@pytest.mark.parametrize("outcome", ["", Outcome.NOT_PROVEN])
def test_no_edit_of_one_person_undoes_it(org, alleged, outcome):
    confirm_outcome(org.legal, ref=propose(org, alleged).ref, reason="Yes.")
    other = ParticipantDocument(names=(Name(text="Sok Vichet"),), outcome=outcome)
    with pytest.raises(BadInput):
        change_participant(org.casemanager, ref=alleged.ref, version=2, document=other)
    same = other.model_copy(update={"outcome": Outcome.UNFOUNDED, "note": "Moved."})
    change_participant(org.casemanager, ref=alleged.ref, version=2, document=same)
    assert outcome_of(org, alleged) == Outcome.UNFOUNDED


def test_who_edits_an_older_version_is_told_of_the_newer_one(org, alleged):
    confirm_outcome(org.legal, ref=propose(org, alleged).ref, reason="Yes.")
    other = ParticipantDocument(names=(Name(text="Sok Vichet"),))
    with pytest.raises(Conflict):
        change_participant(org.casemanager, ref=alleged.ref, version=1, document=other)


def test_two_people_undo_what_two_people_found(org, opened, alleged):
    confirm_outcome(org.legal, ref=propose(org, alleged).ref, reason="Yes.")
    kind = TransitionKind.NOT_UNFOUNDED
    asked = propose_outcome(org.legal, ref=alleged.ref, reason="A witness.", kind=kind)
    assert outcome_of(org, alleged) == Outcome.UNFOUNDED
    with pytest.raises(Refused):
        confirm_outcome(org.legal, ref=asked.ref, reason="So.")
    confirm_outcome(org.casemanager, ref=asked.ref, reason="Yes.")
    assert outcome_of(org, alleged) == ""
    kinds = {e.kind for e in read_case(org.legal, opened.ref).timeline}
    assert {EntryKind.UNFOUNDED, EntryKind.NOT_UNFOUNDED} <= kinds


def test_what_is_so_already_or_waits_already_is_not_proposed(org, alleged):
    with pytest.raises(BadInput):
        propose_outcome(
            org.legal, ref=alleged.ref, reason="So.", kind=TransitionKind.NOT_UNFOUNDED
        )
    asked = propose(org, alleged)
    with pytest.raises(BadInput):
        propose(org, alleged, by="legal")
    confirm_outcome(org.legal, ref=asked.ref, reason="Yes.")
    with pytest.raises(BadInput):
        propose(org, alleged)
    assert Transition.objects.count() == 1


def test_only_what_is_alleged_of_a_person_reported_is_unfounded(org, opened):
    child = person(org, opened, "Chan Sophea")
    with pytest.raises(BadInput):
        propose(org, child)
    assert not Transition.objects.exists()


def test_each_step_takes_a_reason(org, alleged):
    with pytest.raises(BadInput):
        propose_outcome(org.casemanager, ref=alleged.ref, reason=" ")
    asked = propose(org, alleged)
    for act in (confirm_outcome, decline_proposal):
        with pytest.raises(BadInput):
            act(org.legal, ref=asked.ref, reason=" ")
    assert Transition.objects.get().status == TransitionStatus.PENDING


def test_a_proposal_waits_on_when_the_case_is_closed(org, opened, alleged):
    asked = propose(org, alleged)
    close_case(
        org.casemanager, ref=opened.ref, reason=CloseReason.NOT_CONFIRMED, text="So."
    )
    assert [one.ref for one in my_day(org.legal).proposals] == [asked.ref]
    confirm_outcome(org.legal, ref=asked.ref, reason="Yes.")
    assert outcome_of(org, alleged) == Outcome.UNFOUNDED


def test_nothing_of_it_happens_when_it_breaks_off(org, alleged, monkeypatch):
    asked = propose(org, alleged)

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(proposals, "set_outcome", broken)
    before = events()
    with pytest.raises(OSError, match="disk full"):
        confirm_outcome(org.legal, ref=asked.ref, reason="Yes.")
    assert events() == before
    asked.refresh_from_db()
    assert (asked.status, asked.answered_by) == (TransitionStatus.PENDING, None)
    assert not RecordVersion.objects.exists()


def test_reading_it_is_recorded_and_for_members_alone(org, alleged):
    asked = propose(org, alleged)
    found = read_proposal(org.investigator, asked.ref)
    assert (found.person.called, found.asked.document.reason) == ("Sok Vichet", WHY)
    assert found.seconds == ("casemanager2", "legal")
    entry = last_entry()
    assert entry.event == Event.RECORD_OPENED
    assert set(entry.refs.split()) == {asked.ref, alleged.ref}
    with pytest.raises(NotFound):
        read_proposal(org.counsellor, asked.ref)


def test_my_day_costs_the_same_for_1_proposal_and_for_8(org, opened, alleged):
    propose(org, alleged)
    actor = org.legal
    one = statements(lambda: my_day(actor))
    for nth in range(7):
        other = person(org, opened, f"Sok {'abcdefg'[nth]}", role=Role.PERSON_REPORTED)
        propose(org, other)
    assert len(my_day(actor).proposals) == 8
    assert statements(lambda: my_day(actor)) == one


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_two_who_confirm_at_once_one_is_the_second_person():
    org = organisation()
    opened = case(org, members=("casemanager2", "legal"))
    alleged = person(org, opened, "Sok Vichet", role=Role.PERSON_REPORTED)
    asked = propose(org, alleged)
    ready = Barrier(2)

    def at_once(act: Callable[..., Transition], who: str) -> str:
        try:
            actor = org.actor(who)
            ready.wait(timeout=20)
            act(actor, ref=asked.ref, reason="Yes.")
        except BadInput:
            return ""
        else:
            return who
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        both = [
            pool.submit(at_once, confirm_outcome, "casemanager2"),
            pool.submit(at_once, confirm_outcome, "legal"),
        ]
        done = [one.result(timeout=60) for one in both]
    [winner] = [who for who in done if who]
    asked.refresh_from_db()
    assert asked.answered_by == org.worker(winner)
    assert Entry.objects.filter(event=Event.OUTCOME_CONFIRMED).count() == 1
    assert RecordVersion.objects.filter(ref=alleged.ref).count() == 1
    assert outcome_of(org, alleged) == Outcome.UNFOUNDED
