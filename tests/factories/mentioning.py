"""A person whom a case mentions, and who is to be erased."""

from tests.factories.desk import person
from tests.factories.organisation import Organisation

from romdoul.actions.erasures import erase_participant
from romdoul.actions.notes import add_note
from romdoul.cases.codes import ErasureRule, NoteKind, Role
from romdoul.cases.documents import Decided, Identifier, NoteDocument
from romdoul.cases.models import Case, Note, Participant
from romdoul.queries.mentions import read_to_erase

OWN = ErasureRule.OWN_REQUEST
UNFOUNDED = ErasureRule.UNFOUNDED
NAME = "Sok Vichet"


def reported(org: Organisation, of: Case) -> Participant:
    """Add a person reported with a telephone and a passport."""
    return person(
        org,
        of,
        NAME,
        role=Role.PERSON_REPORTED,
        phones=("012 345 678",),
        identifiers=(Identifier(system="passport", number="N01234567"),),
    )


def jot(org: Organisation, of: Case, text: str, by: str = "legal") -> Note:
    return add_note(
        org.actor(by),
        ref=of.ref,
        kind=NoteKind.NOTE,
        document=NoteDocument(text=text),
    )


def all_replaced(org: Organisation, ref: str) -> list[Decided]:
    found = read_to_erase(org.casemanager, ref).mentions
    return [Decided(ref=one.ref, replaced=one.forms) for one in found]


def mentioned(org: Organisation, ref: str) -> dict[str, tuple[str, ...]]:
    found = read_to_erase(org.casemanager, ref).mentions
    return {one.ref: one.forms for one in found}


def erase(
    org: Organisation, of: Participant, *decided: Decided, rule: ErasureRule = OWN
) -> bool:
    return erase_participant(
        org.casemanager, ref=of.ref, rule=rule, reason="Asked.", decided=decided
    )
