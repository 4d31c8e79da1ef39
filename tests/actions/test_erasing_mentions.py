"""A person is erased, and what else in the case names them is decided first."""

import pytest
from tests.factories.desk import (
    asked_to_erase,
    case,
    events,
    found_unfounded,
    last_entry,
)
from tests.factories.mentioning import (
    NAME,
    OWN,
    UNFOUNDED,
    all_replaced,
    erase,
    jot,
    reported,
)
from tests.factories.organisation import Organisation, organisation

from romdoul.actions import erasures
from romdoul.actions.cases_change import change_case
from romdoul.actions.erasures import confirm_erasure, erase_participant
from romdoul.actions.members import remove_member
from romdoul.actions.notes import change_note
from romdoul.actions.proposals import (
    confirm_outcome,
    decline_proposal,
    propose_outcome,
    withdraw_proposal,
)
from romdoul.cases.codes import TransitionKind
from romdoul.cases.documents import (
    CaseDocument,
    Decided,
    NoteDocument,
)
from romdoul.cases.models import (
    Case,
    Erasure,
    ErasurePlan,
    Note,
    Participant,
    RecordVersion,
    Transition,
)
from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.ledger.stores import Store
from romdoul.ledger.verify import verify
from romdoul.matching.models import Token
from romdoul.queries.day import my_day
from romdoul.queries.ledger import recorded_rows
from romdoul.queries.mentions import read_erasure, read_to_erase
from romdoul.queries.records import read_note
from romdoul.queries.search import SEARCHES
from romdoul.queries.stories import read_case
from romdoul.queries.timeline import EntryKind

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


def texts_of(org: Organisation, note: Note) -> list[str]:
    return [v.document.text for v in read_note(org.investigator, note.ref)[1]]


def test_a_replaced_mention_survives_in_no_earlier_version(org, opened, named):
    note = jot(org, opened, f"Met {NAME} on Monday.")
    document = NoteDocument(text=f"Met {NAME} on Tuesday.")
    change_note(org.legal, ref=note.ref, version=1, document=document)
    assert RecordVersion.objects.filter(ref=note.ref).exists()
    erase(org, named, *all_replaced(org, named.ref))
    assert texts_of(org, note) == [f"Met {named.ref} on Tuesday."]
    assert not RecordVersion.objects.filter(ref=note.ref).exists()
    note.refresh_from_db()
    assert note.version == 3


def test_a_name_that_only_an_earlier_version_spells_is_found_and_goes(
    org, opened, named
):
    note = jot(org, opened, f"Met {NAME} on Monday.")
    document = NoteDocument(text="Met somebody on Monday.")
    change_note(org.legal, ref=note.ref, version=1, document=document)
    (found,) = read_to_erase(org.casemanager, named.ref).mentions
    assert (found.ref, found.forms, found.earlier) == (note.ref, (NAME,), True)
    erase(org, named, *all_replaced(org, named.ref))
    assert texts_of(org, note) == ["Met somebody on Monday."]


def test_what_is_kept_stays_with_its_reason_and_its_versions(org, opened, named):
    note = jot(org, opened, "Vichet is the teacher here, not the other one.")
    kept = Decided(ref=note.ref, kept=("Vichet",), kept_because="Somebody else.")
    erase(org, named, kept)
    assert texts_of(org, note) == ["Vichet is the teacher here, not the other one."]
    note.refresh_from_db()
    assert note.version == 1


def test_some_of_a_record_is_replaced_and_some_kept(org, opened, named):
    note = jot(org, opened, f"{NAME} came. Vichet the teacher was there too.")
    half = Decided(
        ref=note.ref,
        replaced=(NAME,),
        kept=("Vichet",),
        kept_because="The teacher.",
    )
    erase(org, named, half)
    assert texts_of(org, note) == [
        f"{named.ref} came. Vichet the teacher was there too."
    ]


@pytest.mark.parametrize(
    "decided",
    [
        {},
        {"replaced": ("Sok",)},
        {"kept": (NAME,)},
        {"kept": (NAME,), "kept_because": " "},
        {"kept": (NAME,), "kept_because": "It is Sok Vichet after all."},
    ],
)
def test_nobody_is_erased_while_a_mention_is_undecided_or_kept_for_no_reason(
    org, opened, named, decided
):
    note = jot(org, opened, f"Met {NAME} on Monday.")
    before = events()
    with pytest.raises(BadInput):
        erase(org, named, Decided(ref=note.ref, **decided))
    with pytest.raises(BadInput):
        erase(org, named)
    assert events() == before
    assert not Erasure.objects.exists()
    assert texts_of(org, note) == [f"Met {NAME} on Monday."]


def test_the_reason_does_not_name_them_since_it_stays(org, named):
    with pytest.raises(BadInput) as refused:
        erase_participant(
            org.casemanager, ref=named.ref, rule=OWN, reason=f"{NAME} asked."
        )
    assert refused.value.field == "reason"


def test_each_replaced_record_is_on_the_ledger_before_the_person(org, opened, named):
    first, second = jot(org, opened, f"Met {NAME}."), jot(org, opened, f"{NAME} left.")
    jot(org, opened, "Nothing.")
    erase(org, named, *all_replaced(org, named.ref))
    redacted = Entry.objects.filter(event=Event.RECORD_REDACTED).order_by("seq")
    refs = [entry.refs for entry in redacted]
    assert refs[:2] == [first.ref, second.ref]
    assert refs[2:] == [ErasurePlan.objects.get().ref]
    assert all(entry.content for entry in redacted)
    erased = Entry.objects.get(event=Event.PARTICIPANT_ERASED)
    assert redacted[1].seq < erased.seq
    assert verify(Store.CASEWORK, rows=recorded_rows(Store.CASEWORK)).ok


def test_nothing_spells_the_name_once_they_are_erased(org, opened, named):
    note = jot(org, opened, f"Met {NAME}. Vichet the teacher came.")
    decided = Decided(
        ref=note.ref, replaced=(NAME,), kept=("Vichet",), kept_because="Another."
    )
    found_unfounded(org, named.ref)
    erase(org, named, decided, rule=UNFOUNDED)
    asked = asked_to_erase(named.ref)
    confirm_erasure(org.casemanager2, ref=asked, reason="I agree.")
    (kept,) = read_erasure(org.legal, asked).decided
    assert (kept.redacted, kept.replaced, kept.kept) == (True, (), ())
    assert kept.kept_because == "Another."
    assert not RecordVersion.objects.filter(ref=ErasurePlan.objects.get().ref).exists()


def test_the_second_person_sees_what_was_decided_and_it_is_done_then(
    org, opened, named
):
    note = jot(org, opened, f"Met {NAME}.")
    found_unfounded(org, named.ref)
    assert not erase(org, named, *all_replaced(org, named.ref), rule=UNFOUNDED)
    assert texts_of(org, note) == [f"Met {NAME}."]
    asked = asked_to_erase(named.ref)
    found = read_erasure(org.casemanager2, asked)
    (choice,) = found.choices
    assert (choice.mention.ref, choice.undecided) == (note.ref, ())
    assert choice.decided.replaced == (NAME,)
    assert found.rule is UNFOUNDED
    confirm_erasure(org.casemanager2, ref=asked, reason="I agree.")
    assert texts_of(org, note) == [f"Met {named.ref}."]
    named.refresh_from_db()
    assert named.erased_at is not None
    assert read_erasure(org.casemanager2, asked).choices == []
    erasure = Erasure.objects.get()
    assert erasure.asked_by == org.worker("casemanager")
    assert erasure.done_by == org.worker("casemanager2")


def test_what_is_written_since_is_for_the_second_person_to_decide(org, opened, named):
    first = jot(org, opened, f"Met {NAME}.")
    found_unfounded(org, named.ref)
    erase(org, named, *all_replaced(org, named.ref), rule=UNFOUNDED)
    asked = asked_to_erase(named.ref)
    since = jot(org, opened, "Vichet called.")
    document = NoteDocument(text=f"Met {NAME}. His number is 012345678.")
    change_note(org.legal, ref=first.ref, version=1, document=document)
    left = {c.mention.ref: c.undecided for c in read_erasure(org.legal, asked).choices}
    assert left == {first.ref: ("012345678",), since.ref: ("Vichet",)}
    with pytest.raises(BadInput):
        confirm_erasure(org.casemanager2, ref=asked, reason="I agree.")
    assert Transition.objects.get(ref=asked).status == "pending"
    confirm_erasure(
        org.casemanager2,
        ref=asked,
        reason="I agree.",
        decided=[
            Decided(ref=first.ref, replaced=("012345678",)),
            Decided(ref=since.ref, kept=("Vichet",), kept_because="Another."),
        ],
    )
    assert texts_of(org, first) == [f"Met {named.ref}. His number is {named.ref}."]
    assert texts_of(org, since) == ["Vichet called."]


def test_the_second_person_does_not_change_what_the_first_decided(org, opened, named):
    note = jot(org, opened, f"Met {NAME}.")
    found_unfounded(org, named.ref)
    erase(org, named, *all_replaced(org, named.ref), rule=UNFOUNDED)
    other = Decided(ref=note.ref, kept=(NAME,), kept_because="It stays.")
    asked = asked_to_erase(named.ref)
    confirm_erasure(org.casemanager2, ref=asked, reason="Yes.", decided=[other])
    assert texts_of(org, note) == [f"Met {named.ref}."]


def test_who_proposed_does_not_confirm_nor_does_who_has_no_right(org, opened, named):
    found_unfounded(org, named.ref)
    erase(org, named, rule=UNFOUNDED)
    asked = asked_to_erase(named.ref)
    for who in ("casemanager", "legal", "investigator"):
        with pytest.raises(Refused):
            confirm_erasure(org.actor(who), ref=asked, reason="Yes.")
    with pytest.raises(NotFound):
        confirm_erasure(org.manager, ref=asked, reason="Yes.")
    worker = org.worker("casemanager2").ref
    remove_member(org.casemanager, ref=opened.ref, worker=worker)
    with pytest.raises(NotFound):
        confirm_erasure(org.casemanager2, ref=asked, reason="Yes.")
    named.refresh_from_db()
    assert named.erased_at is None


def test_it_shows_in_the_day_of_those_who_may_confirm_it(org, opened, named):
    found_unfounded(org, named.ref)
    erase(org, named, rule=UNFOUNDED)
    asked = asked_to_erase(named.ref)
    assert [one.ref for one in my_day(org.casemanager2).proposals] == [asked]
    for who in ("casemanager", "legal", "investigator", "manager"):
        assert my_day(org.actor(who)).proposals == []


@pytest.mark.parametrize("how", ["declined", "withdrawn"])
def test_what_was_declined_or_taken_back_erases_nothing_and_can_be_asked_anew(
    org, opened, named, how
):
    note = jot(org, opened, f"Met {NAME}.")
    found_unfounded(org, named.ref)
    erase(org, named, *all_replaced(org, named.ref), rule=UNFOUNDED)
    asked = asked_to_erase(named.ref)
    if how == "declined":
        decline_proposal(org.casemanager2, ref=asked, reason="Not yet.")
        assert last_entry().event == Event.PARTICIPANT_ERASURE_DECLINED
    else:
        withdraw_proposal(org.casemanager, ref=asked)
        assert last_entry().event == Event.PARTICIPANT_ERASURE_WITHDRAWN
    with pytest.raises(BadInput):
        confirm_erasure(org.casemanager2, ref=asked, reason="Yes.")
    assert texts_of(org, note) == [f"Met {NAME}."]
    erase(org, named, *all_replaced(org, named.ref), rule=UNFOUNDED)
    again = asked_to_erase(named.ref)
    confirm_erasure(org.casemanager2, ref=again, reason="Yes.")
    # What was decided the first time spells no name any more either.
    assert read_erasure(org.legal, asked).decided == ()
    assert verify(Store.CASEWORK, rows=recorded_rows(Store.CASEWORK)).ok


def test_other_proposals_about_them_end_with_them(org, named):
    found_unfounded(org, named.ref)
    kind = TransitionKind.NOT_UNFOUNDED
    other = propose_outcome(org.legal, ref=named.ref, reason="A witness.", kind=kind)
    erase(org, named, rule=UNFOUNDED)
    confirm_erasure(org.casemanager2, ref=asked_to_erase(named.ref), reason="Yes.")
    other.refresh_from_db()
    assert other.status == "revoked"
    with pytest.raises(BadInput):
        confirm_outcome(org.casemanager, ref=other.ref, reason="So.")


def test_a_title_too_long_for_the_reference_is_cut_and_opens(org, opened, named):
    title = f"{'a' * 285} {NAME}"
    change_case(
        org.casemanager, ref=opened.ref, version=1, document=CaseDocument(title=title)
    )
    erase(org, named, *all_replaced(org, named.ref))
    shown = read_case(org.legal, opened.ref).document.title
    assert len(shown) <= 300
    assert "Vichet" not in shown


def test_nothing_of_it_happens_when_it_breaks_off(org, opened, named, monkeypatch):
    note = jot(org, opened, f"Met {NAME}.")
    decided = all_replaced(org, named.ref)

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(erasures, "forget_spellings", broken)
    before = events()
    with pytest.raises(OSError, match="disk full"):
        erase(org, named, *decided)
    assert events() == before
    assert texts_of(org, note) == [f"Met {NAME}."]
    named.refresh_from_db()
    assert named.erased_at is None
    assert Token.objects.filter(ref=named.ref).exists()


def test_the_story_says_that_they_were_erased_and_by_whom(org, opened, named):
    found_unfounded(org, named.ref)
    erase(org, named, rule=UNFOUNDED)
    confirm_erasure(org.casemanager2, ref=asked_to_erase(named.ref), reason="Yes.")
    told = read_case(org.legal, opened.ref).timeline
    (entry,) = [one for one in told if one.kind is EntryKind.ERASE]
    assert (entry.by, entry.to) == ("casemanager", "casemanager2")
    assert entry.text == f"{named.ref}\nAsked.\nYes."
    assert EntryKind.ERASED in {one.kind for one in told}
