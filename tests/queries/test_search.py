"""A person is found by name, number or reference: by the team, and nobody else."""

import pytest
from tests.factories.desk import (
    case,
    events,
    last_entry,
    person,
    report,
    statements,
)
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.notes import add_note
from romdoul.actions.participants import change_participant
from romdoul.actions.staff_compartments import rotate_compartment
from romdoul.cases.codes import NoteKind, Role
from romdoul.cases.documents import (
    Identifier,
    Name,
    NoteDocument,
    ParticipantDocument,
)
from romdoul.cases.models import Case
from romdoul.kernel.errors import BadInput, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.matching.keys import index_key, index_keys
from romdoul.matching.models import Token
from romdoul.queries.limits import Limit
from romdoul.queries.reports import read_report
from romdoul.queries.search import MOST, SEARCHES, Way, search
from romdoul.staff.kinds import CompartmentKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    SEARCHES.forget()
    return organisation()


@pytest.fixture
def opened(org) -> Case:
    return case(org)


@pytest.mark.parametrize(
    "asked",
    [
        "Sok Sopheap",
        "Sopheap Sok",
        "sokh sopheap",
        "Mr Sok Sophep",
        "សុខ សុភាព",
        "Sopheap",
    ],
)
def test_a_name_is_found_in_any_order_script_and_spelling(org, opened, asked):
    added = person(org, opened, "Sok Sopheap")
    person(org, opened, "Meas Ratana")
    (hit,) = search(org.legal, asked)
    assert (hit.way, hit.ref, hit.case) == (Way.NAME, added.ref, opened.ref)
    assert hit.name == "Sok Sopheap"


def test_a_name_in_khmer_is_found_in_latin_letters(org, opened):
    person(org, opened, "សុខ សុភាព")
    assert [hit.name for hit in search(org.legal, "Sok Sopheap")] == ["សុខ សុភាព"]


def test_a_middle_name_may_be_missing_either_way(org, opened):
    person(org, opened, "Chan Bopha Sokha")
    assert len(search(org.legal, "Chan Sokha")) == 1
    person(org, opened, "Meas Ratana")
    assert len(search(org.legal, "Meas Chenda Ratana")) == 1


def test_two_names_of_one_person_both_find_them(org, opened):
    person(org, opened, "Meas Ratana", "Lucky")
    assert [hit.name for hit in search(org.legal, "lucky")] == ["Lucky"]


@pytest.mark.parametrize("asked", ["012 345 678", "+855 12 345 678", "០១២៣៤៥៦៧៨"])
def test_a_phone_is_found_however_it_is_written(org, opened, asked):
    added = person(org, opened, "Meas Ratana", phones=("012345678",))
    (hit,) = search(org.legal, asked)
    assert (hit.way, hit.ref, hit.name) == (Way.PHONE, added.ref, "Meas Ratana")


def test_a_passport_is_found_without_its_separators(org, opened):
    passport = Identifier(system="passport", number="N-123 4567")
    added = person(org, opened, "Meas Ratana", identifiers=(passport,))
    (hit,) = search(org.legal, "n1234567")
    assert (hit.way, hit.ref) == (Way.NUMBER, added.ref)


def test_a_reference_is_found_as_it_was_read_out(org, opened):
    added = person(org, opened, "Meas Ratana")
    note = add_note(
        org.legal,
        ref=opened.ref,
        kind=NoteKind.NOTE,
        document=NoteDocument(text="Hello."),
    )
    for ref in (opened.ref, added.ref, note.ref):
        (hit,) = search(org.legal, ref.lower().replace("-", " "))
        assert (hit.way, hit.ref, hit.case) == (Way.REFERENCE, ref, opened.ref)
        assert search(org.counsellor, ref) == []
    sent, _ = report(org)
    assert search(org.counsellor, sent.ref)[0].report == sent.ref


@pytest.mark.parametrize("who", ["counsellor", "manager", "casemanager2"])
def test_who_is_not_on_the_case_finds_nobody_in_it(org, opened, who):
    person(org, opened, "Sok Sopheap", phones=("012345678",))
    for asked in ("Sok Sopheap", "Sopheap", "012345678"):
        assert search(org.actor(who), asked) == []


@pytest.mark.parametrize("who", ["admin", "analyst", "prevention", "partner"])
def test_who_does_not_search_is_refused(org, who):
    with pytest.raises(Refused):
        search(org.actor(who), "Sok")


def test_the_ledger_learns_that_someone_searched_and_never_the_words(org, opened):
    added = person(org, opened, "Sok Sopheap")
    before = Entry.objects.count()
    search(org.legal, "Sok Sopheap")
    made, found = Entry.objects.order_by("seq")[before:]
    assert (made.event, made.refs) == (Event.SEARCH_MADE, "found=1")
    assert (found.event, found.refs) == (Event.RECORD_OPENED, added.ref)
    assert found.compartment == opened.compartment
    everything = " ".join(Entry.objects.values_list("refs", flat=True)).lower()
    assert "sok" not in everything.split()


def test_a_search_for_nobody_is_on_the_ledger_too(org):
    assert search(org.legal, "Sok Sopheap") == []
    assert (last_entry().event, last_entry().refs) == (Event.SEARCH_MADE, "found=0")


@pytest.mark.parametrize("asked", ["", "  ", "x" * 201])
def test_what_cannot_be_searched_for_is_said_so(org, asked):
    before = events()
    with pytest.raises(BadInput):
        search(org.legal, asked)
    assert events() == before


@pytest.mark.parametrize("asked", ["\u200b\u200d", "🙂🙂", "...", "\u202eabc", "%_'\""])
def test_odd_characters_find_nobody_and_break_nothing(org, opened, asked):
    person(org, opened, "Sok Sopheap")
    assert search(org.legal, asked) == []


def test_a_minute_holds_so_many_searches_and_no_more(org, monkeypatch):
    moment = [0.0]
    limit = Limit(3, 60.0, clock=lambda: moment[0])
    monkeypatch.setattr("romdoul.queries.search.SEARCHES", limit)
    for _ in range(3):
        search(org.legal, "Sok")
    with pytest.raises(BadInput):
        search(org.legal, "Sok")
    search(org.casemanager, "Sok")
    moment[0] = 61.0
    assert search(org.legal, "Sok") == []


def test_a_changed_name_is_found_and_the_old_one_is_not(org, opened):
    added = person(org, opened, "Sok Sopheap")
    change_participant(
        org.legal,
        ref=added.ref,
        version=1,
        document=ParticipantDocument(names=(Name(text="Meas Ratana"),)),
    )
    assert search(org.legal, "Sok Sopheap") == []
    assert len(search(org.legal, "Ratana Meas")) == 1


def test_it_costs_the_same_to_find_1_and_to_find_20(org):
    first = case(org)
    person(org, first, "Sok Sopheap")
    one = statements(lambda: search(org.legal, "Sok Sopheap"))
    for _ in range(4):
        other = case(org)
        for _ in range(6):
            person(org, other, "Sok Sopheap")
    assert statements(lambda: search(org.legal, "Sok Sopheap")) == one <= 30
    assert len(search(org.legal, "Sok Sopheap")) == MOST


def test_the_best_match_comes_first(org, opened):
    person(org, opened, "Sok Saphup")
    person(org, opened, "Sok Sopheap")
    person(org, opened, "Sok Sopheap Chan")
    names = [hit.name for hit in search(org.legal, "Sok Sopheap")]
    assert names[0] == "Sok Sopheap"


def test_the_index_names_nobody(org, opened):
    person(org, opened, "Sok Sopheap", phones=("012345678",))
    stored = b"".join(bytes(row.token) for row in Token.objects.all())
    for word in (b"sok", b"Sopheap", b"12345678"):
        assert word not in stored


def test_safeguarding_is_indexed_under_a_key_of_its_own(org):
    shared = index_key(org.legal, CompartmentKind.INDEX)
    apart = index_key(org.focal, CompartmentKind.SAFEGUARDING)
    assert shared != apart
    assert index_keys(org.focal) == [apart]
    assert apart not in index_keys(org.manager)
    sent, kept = report(org, kind=CompartmentKind.SAFEGUARDING, name="Sok Sopheap")
    read_report(org.focal, kept.ref)
    assert [hit.report for hit in search(org.board, "Sopheap Sok")] == [sent.ref]
    for who in ("counsellor", "manager", "legal"):
        assert search(org.actor(who), "Sok Sopheap") == []


def test_what_was_indexed_before_a_change_of_keys_is_still_found(org, opened):
    person(org, opened, "Sok Sopheap")
    index = org.compartment(CompartmentKind.INDEX)
    rotate_compartment(org.manager, ref=index.ref)
    person(org, opened, "Meas Ratana", role=Role.CAREGIVER)
    assert len(search(org.legal, "Sok Sopheap")) == 1
    assert len(search(org.legal, "Meas Ratana")) == 1
