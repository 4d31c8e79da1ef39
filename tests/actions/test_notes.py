"""What is written into a case stands, and is corrected beside what stood before."""

import pytest
from tests.factories.desk import case, events, last_entry
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.notes import add_note, change_note
from romdoul.cases.codes import NoteKind
from romdoul.cases.documents import NoteDocument
from romdoul.cases.models import Note
from romdoul.kernel.errors import BadInput, Conflict, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.queries.records import read_note
from romdoul.queries.stories import read_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


def write(org: Organisation, ref: str, text: str, who: str = "legal") -> Note:
    document = NoteDocument(text=text, happened_at="before the rains")
    return add_note(org.actor(who), ref=ref, kind=NoteKind.VISIT, document=document)


def test_a_note_is_read_by_the_team_with_who_wrote_it(org):
    opened = case(org)
    note = write(org, opened.ref, "The child is with the aunt.")
    entry = next(e for e in read_case(org.investigator, opened.ref).timeline if e.text)
    assert (entry.ref, entry.by, entry.label) == (note.ref, "legal", NoteKind.VISIT)
    assert entry.text == "The child is with the aunt."
    assert entry.happened_at == "before the rains"
    assert Event.NOTE_ADDED in events()


def test_a_correction_keeps_what_stood_before(org):
    note = write(org, case(org).ref, "With the aunt.")
    change_note(
        org.investigator,
        ref=note.ref,
        version=1,
        document=NoteDocument(text="With the grandmother."),
    )
    _, versions = read_note(org.casemanager, note.ref)
    assert [v.document.text for v in versions] == [
        "With the grandmother.",
        "With the aunt.",
    ]


def test_the_second_correction_of_one_version_is_told(org):
    note = write(org, case(org).ref, "With the aunt.")
    document = NoteDocument(text="Mine.")
    change_note(org.legal, ref=note.ref, version=1, document=document)
    before = events()
    with pytest.raises(Conflict):
        change_note(org.investigator, ref=note.ref, version=1, document=document)
    assert events() == before


def test_an_empty_note_is_not_written(org):
    opened = case(org)
    before = events()
    with pytest.raises(BadInput):
        write(org, opened.ref, "  ")
    assert events() == before


def test_a_stranger_writes_nothing(org):
    opened = case(org)
    note = write(org, opened.ref, "With the aunt.")
    with pytest.raises(NotFound):
        write(org, opened.ref, "Hello.", who="counsellor")
    with pytest.raises(NotFound):
        change_note(
            org.manager, ref=note.ref, version=1, document=NoteDocument(text="x")
        )
    assert Note.objects.count() == 1


def test_a_reader_is_refused_and_it_is_recorded(org):
    opened = case(org)
    reader = org.legal
    reader.rights = reader.rights - {"case:write"}
    with pytest.raises(Refused):
        add_note(
            reader,
            ref=opened.ref,
            kind=NoteKind.NOTE,
            document=NoteDocument(text="Hello."),
        )
    assert last_entry().event == Event.ACTION_REFUSED
    assert not Note.objects.exists()
