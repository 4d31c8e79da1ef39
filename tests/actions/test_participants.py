"""The people in a case: sealed apart, found by name, and erased by a rule."""

import pytest
from tests.factories.desk import (
    asked_to_erase,
    case,
    events,
    found_unfounded,
    last_entry,
    person,
)
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.erasures import confirm_erasure, erase_participant
from romdoul.actions.participants import (
    add_participant,
    change_participant,
)
from romdoul.actions.proposals import propose_outcome
from romdoul.cases.codes import ErasureRule, Role, Standing
from romdoul.cases.documents import Name, ParticipantDocument
from romdoul.cases.models import Erasure, Participant, RecordVersion
from romdoul.cases.people import KEY_TABLE
from romdoul.kernel.errors import BadInput, Conflict, NotFound, Refused, SealBroken
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.matching.models import Token
from romdoul.queries.records import read_participant
from romdoul.queries.search import SEARCHES, search
from romdoul.queries.stories import read_case
from romdoul.queries.timeline import EntryKind
from romdoul.staff.rows import binding_of
from romdoul.vault.binding import Binding
from romdoul.vault.opening import open_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    SEARCHES.forget()
    return organisation()


def named(*names: str, **fields: object) -> ParticipantDocument:
    return ParticipantDocument(names=tuple(Name(text=n) for n in names), **fields)


def test_the_team_reads_a_person_and_others_do_not(org):
    opened = case(org)
    added = person(
        org, opened, "Chan Sophea", role=Role.PERSON_REPORTED, standing=Standing.ALLEGED
    )
    (found,) = read_case(org.legal, opened.ref).people
    assert found.document.names[0].text == "Chan Sophea"
    assert found.document.standing == Standing.ALLEGED
    with pytest.raises(NotFound):
        read_participant(org.counsellor, added.ref)
    assert last_entry().event == Event.RECORD_OPENED


def test_a_person_is_not_sealed_under_the_cases_own_key(org):
    opened = case(org)
    added = person(org, opened, "Chan Sophea")
    keys = org.legal.keys_of(opened.compartment)
    with pytest.raises(SealBroken):
        open_record(keys.content, bytes(added.sealed), binding_of(added))
    place = (added.ref, added.version, added.compartment, added.epoch)
    key = open_record(keys.content, bytes(added.data_key), Binding(KEY_TABLE, *place))
    assert len(key) == 32


def test_each_version_has_a_key_of_its_own_and_is_kept(org):
    opened = case(org)
    added = person(org, opened, "Chan Sophea")
    first_key = bytes(added.data_key)
    change_participant(
        org.legal, ref=added.ref, version=1, document=named("Chan Sophy")
    )
    row, versions = read_participant(org.investigator, added.ref)
    assert [v.document.names[0].text for v in versions] == ["Chan Sophy", "Chan Sophea"]
    assert bytes(row.data_key) != first_key
    assert bytes(RecordVersion.objects.get().data_key) == first_key


def test_two_who_edit_one_person_lose_nothing(org):
    opened = case(org)
    added = person(org, opened, "Chan Sophea")
    change_participant(org.legal, ref=added.ref, version=1, document=named("Mine"))
    before = events()
    with pytest.raises(Conflict):
        change_participant(
            org.investigator, ref=added.ref, version=1, document=named("Theirs")
        )
    assert events() == before
    assert not search(org.legal, "Theirs")
    assert len(search(org.legal, "Mine")) == 1


def test_nothing_at_all_is_not_a_person(org):
    opened = case(org)
    for document in (named(), named("  "), named("Dara", year_of_birth=1700)):
        with pytest.raises(BadInput):
            add_participant(
                org.legal, ref=opened.ref, role=Role.CHILD, document=document
            )
    assert not Participant.objects.exists()
    assert not Token.objects.exists()


def test_who_only_reads_adds_nobody(org):
    opened = case(org)
    reader = org.legal
    reader.rights = reader.rights - {"case:write"}
    with pytest.raises(Refused):
        add_participant(
            reader, ref=opened.ref, role=Role.CHILD, document=named("Chan Sophea")
        )
    assert not Participant.objects.exists()


def test_an_erased_person_leaves_no_key_no_text_no_version_and_no_token(org):
    opened = case(org)
    added = person(org, opened, "Chan Sophea", phones=("012 345 678",))
    change_participant(
        org.legal, ref=added.ref, version=1, document=named("Chan Sophy")
    )
    done = erase_participant(
        org.casemanager,
        ref=added.ref,
        rule=ErasureRule.OWN_REQUEST,
        reason="Grown up, and asked.",
    )
    assert done
    added.refresh_from_db()
    assert (bytes(added.sealed), bytes(added.data_key)) == (b"", b"")
    assert not RecordVersion.objects.filter(ref=added.ref).exists()
    assert not Token.objects.exists()
    assert search(org.legal, "Chan Sophy") == []
    story = read_case(org.legal, opened.ref)
    assert story.people[0].document is None
    assert EntryKind.ERASED in {entry.kind for entry in story.timeline}
    assert read_participant(org.legal, added.ref)[1] == []


def test_the_ledger_keeps_the_reference_the_rule_and_who(org):
    opened = case(org)
    added = person(org, opened, "Chan Sophea")
    erase_participant(
        org.casemanager,
        ref=added.ref,
        rule=ErasureRule.ENTERED_IN_ERROR,
        reason="Another case's.",
    )
    entry = Entry.objects.get(event=Event.PARTICIPANT_ERASED)
    assert entry.refs == f"{added.ref} rule=entered_in_error"
    assert entry.actor == org.worker("casemanager").ref
    erasure = Erasure.objects.get()
    assert erasure.done_by == org.worker("casemanager")


def test_unfounded_takes_two_people(org):
    opened = case(org, members=("casemanager2", "legal"))
    added = person(org, opened, "Chan Sophea", role=Role.PERSON_REPORTED)
    found_unfounded(org, added.ref)
    request = {"ref": added.ref, "rule": ErasureRule.UNFOUNDED, "reason": "Checked."}
    assert erase_participant(org.casemanager, **request) is False
    with pytest.raises(BadInput):
        erase_participant(org.casemanager, **request)
    added.refresh_from_db()
    assert added.erased_at is None
    assert bytes(added.sealed)
    with pytest.raises(BadInput):
        erase_participant(org.casemanager2, **request)
    asked = asked_to_erase(added.ref)
    with pytest.raises(Refused):
        confirm_erasure(org.casemanager, ref=asked, reason="Checked.")
    confirm_erasure(org.casemanager2, ref=asked, reason="Checked.")
    erasure = Erasure.objects.get()
    assert erasure.asked_by == org.worker("casemanager")
    assert erasure.done_by == org.worker("casemanager2")
    with pytest.raises(BadInput):
        erase_participant(org.casemanager, **request)


def test_a_person_is_not_erased_as_unfounded_before_two_have_found_it_so(org):
    opened = case(org, members=("casemanager2", "legal"))
    added = person(org, opened, "Chan Sophea", role=Role.PERSON_REPORTED)
    propose_outcome(org.casemanager, ref=added.ref, reason="Checked.")
    for who in ("casemanager", "casemanager2"):
        with pytest.raises(BadInput) as refused:
            erase_participant(
                org.actor(who),
                ref=added.ref,
                rule=ErasureRule.UNFOUNDED,
                reason="Checked.",
            )
        assert refused.value.field == "rule"
    assert not Erasure.objects.exists()
    assert read_participant(org.legal, added.ref)[1]


def test_who_may_not_erase_is_refused_and_the_person_stays(org):
    opened = case(org)
    added = person(org, opened, "Chan Sophea")
    with pytest.raises(Refused):
        erase_participant(
            org.legal, ref=added.ref, rule=ErasureRule.OWN_REQUEST, reason="So."
        )
    assert read_participant(org.legal, added.ref)[1]


def test_an_erasure_needs_a_reason(org):
    opened = case(org)
    added = person(org, opened, "Chan Sophea")
    with pytest.raises(BadInput):
        erase_participant(
            org.casemanager, ref=added.ref, rule=ErasureRule.OWN_REQUEST, reason=" "
        )
    assert not Erasure.objects.exists()


def test_an_erased_person_is_not_changed_any_more(org):
    opened = case(org)
    added = person(org, opened, "Chan Sophea")
    erase_participant(
        org.casemanager, ref=added.ref, rule=ErasureRule.OWN_REQUEST, reason="So."
    )
    with pytest.raises(BadInput):
        change_participant(
            org.legal, ref=added.ref, version=1, document=named("Chan Sophea")
        )
