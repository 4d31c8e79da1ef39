"""The people in a case: named and changed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import Role
from romdoul.cases.documents import ParticipantDocument
from romdoul.cases.models import Participant
from romdoul.cases.outcomes import open_recorded, require_two_people
from romdoul.cases.people import save_person, seal_person
from romdoul.cases.sealing import record_sealed
from romdoul.kernel.errors import BadInput
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action
from romdoul.matching import index
from romdoul.matching.keys import index_key
from romdoul.matching.people import tokens_of_person
from romdoul.queries.cases import get_case
from romdoul.queries.records import get_record
from romdoul.staff.actor import Actor
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.rights import Right


@action()
def add_participant(
    actor: Actor, *, ref: str, role: Role, document: ParticipantDocument
) -> Participant:
    """Add a person to a case, sealed under a key of their own, and findable.

    Raises:
        NotFound, Refused: as ``get_case``.
        BadInput: nothing is known of the person, what is known does not fit, or it
            takes two people to say it.
    """
    case = get_case(actor, ref, need=Right.CASE_WRITE)
    _require_person(document)
    require_two_people(ParticipantDocument(), document)
    person = Participant(
        ref=new_ref("P"), compartment=case.compartment, case=case, role=role
    )
    seal_person(actor, person, document)
    person.save(force_insert=True)
    record_sealed(actor, Event.PARTICIPANT_ADDED, person)
    _make_findable(actor, person, document)
    return person


@action()
def change_participant(
    actor: Actor,
    *,
    ref: str,
    version: int,
    document: ParticipantDocument,
    role: Role | None = None,
) -> Participant:
    """Save a new version of a person under a fresh key; the earlier one is kept.

    Raises:
        NotFound, Refused: as ``get_record``.
        Conflict: somebody else saved it first.
        BadInput: nothing is known of the person, they were erased, or it takes two
            people to say it.
    """
    person = get_record(actor, Participant, ref, need=Right.CASE_WRITE, lock=True)
    before = open_recorded(actor, person)
    _require_person(document)
    if person.version == version:
        require_two_people(before, document)
    person.role = role or person.role
    save_person(actor, person, document, version=version, fields=("role",))
    record_sealed(actor, Event.PARTICIPANT_CHANGED, person)
    _make_findable(actor, person, document)
    return person


def _require_person(document: ParticipantDocument) -> None:
    known = [name.text for name in document.names if name.text]
    if not (known or document.phones or document.identifiers or document.note):
        raise BadInput(_("Write at least a name, a number or a note."), field="names")
    this_year = timezone.localdate().year
    born = document.year_of_birth
    if born is not None and not this_year - 130 <= born <= this_year:
        raise BadInput(_("This year of birth cannot be."), field="year_of_birth")


def _make_findable(
    actor: Actor, person: Participant, document: ParticipantDocument
) -> None:
    tokens = tokens_of_person(index_key(actor, CompartmentKind.INDEX), document)
    index.replace(person.ref, person.compartment, tokens)
