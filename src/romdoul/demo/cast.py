"""Who is in the demo's cases: in every role, in both scripts, in every standing."""

from dataclasses import dataclass
from random import Random

from romdoul.cases.codes import (
    NameKind,
    Outcome,
    Role,
    Sex,
    Situation,
    Standing,
)
from romdoul.cases.documents import Identifier, Name, ParticipantDocument
from romdoul.demo import written
from romdoul.demo.people import Invented, document, invent, invent_abroad, number

THIS_DECADE = 2010
STANDINGS = (
    Standing.SUSPECT,
    Standing.CHARGED,
    Standing.ALLEGED,
    Standing.CONVICTED,
    Standing.ACQUITTED,
)
OUTCOMES = (Outcome.NOT_PROVEN, Outcome.WITHDRAWN, Outcome.SETTLED)


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody with their role in a case."""

    role: Role
    document: ParticipantDocument


def cast(case: int, lot: Random) -> list[Part]:
    """Return who is in a case; every case has a child."""
    parts = [Part(Role.CHILD, child(case, lot))]
    if case % 5 == 0:
        parts.append(Part(Role.CHILD, child(case + 1, lot)))
    if case % 3:
        parts.append(Part(Role.CAREGIVER, caregiver(lot)))
    if has_person_reported(case):
        parts.append(Part(Role.PERSON_REPORTED, person_reported(case, lot)))
    if case % 4 == 1:
        parts.append(Part(Role.REPORTER, named(invent(lot), lot)))
    if case % 6 == 2:
        parts.append(Part(Role.PROFESSIONAL, named(invent(lot), lot)))
    return parts


def has_person_reported(case: int) -> bool:
    """Say whether somebody is reported in a case."""
    return case % 2 == 0


def child(case: int, lot: Random) -> ParticipantDocument:
    """Return a child, with what matters to them."""
    situations = tuple(Situation)
    return ParticipantDocument(
        names=_names(invent(lot), case),
        sex=lot.choice((Sex.FEMALE, Sex.MALE)),
        year_of_birth=THIS_DECADE + lot.randrange(8),
        nationality="Cambodia",
        situation=situations[case % len(situations)],
        note=lot.choice(written.ABOUT_CHILD),
    )


def caregiver(lot: Random) -> ParticipantDocument:
    """Return a caregiver with a telephone."""
    return ParticipantDocument(
        names=_names(invent(lot), lot.randrange(3)),
        sex=lot.choice((Sex.FEMALE, Sex.MALE)),
        phones=(number(lot),),
        note=written.ABOUT_CAREGIVER,
    )


def person_reported(case: int, lot: Random) -> ParticipantDocument:
    """Return a person reported: alleged, as everyone is at first."""
    if case % 4 == 0:
        abroad = invent_abroad(lot)
        return ParticipantDocument(
            names=(Name(text=abroad.latin),),
            nationality=abroad.nationality,
            identifiers=(Identifier(system="passport", number=document(lot)),),
            standing=Standing.ALLEGED,
            note=written.ABOUT_REPORTED,
        )
    return ParticipantDocument(
        names=_names(invent(lot), case),
        standing=Standing.ALLEGED,
        note=written.ABOUT_REPORTED,
    )


def later(case: int, person: ParticipantDocument) -> ParticipantDocument:
    """Return a person reported as they stand after the months of a case."""
    standing = STANDINGS[case // 2 % len(STANDINGS)]
    outcome = OUTCOMES[case % len(OUTCOMES)] if standing is Standing.ALLEGED else ""
    return person.model_copy(update={"standing": standing, "outcome": outcome})


def named(person: Invented, lot: Random) -> ParticipantDocument:
    """Return somebody of whom a name and sometimes a telephone is known."""
    phones = (number(lot),) if lot.random() < 0.4 else ()
    return ParticipantDocument(names=_names(person, lot.randrange(3)), phones=phones)


def _names(person: Invented, form: int) -> tuple[Name, ...]:
    """Return a name as it may be known: in both scripts, or in one of them."""
    khmer = Name(text=person.khmer, kind=NameKind.KHMER)
    latin = Name(text=person.latin, kind=NameKind.LATIN)
    given = person.latin.split()[-1]
    match form % 4:
        case 0:
            return (khmer, latin)
        case 1:
            return (Name(text=person.khmer),)
        case 2:
            return (Name(text=person.latin),)
        case _:
            return (khmer, latin, Name(text=given, kind=NameKind.ALIAS))
