"""Search by reference, phone, number or name, within what the searcher may open.

The blind index finds candidates; at most ``MOST`` of them are opened, which is
recorded, and their names ranked. The ledger learns that someone searched and how
many records were named, never the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from romdoul.cases.models import Participant, Report
from romdoul.cases.people import open_people
from romdoul.kernel.errors import BadInput, Refused
from romdoul.kernel.refs import parse_ref
from romdoul.kernel.secret import Secret
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.matching import index
from romdoul.matching.index import Found, Keyed, TokenKind
from romdoul.matching.keys import index_keys
from romdoul.matching.models import Token
from romdoul.matching.names import matches, name_keys, query_keys, rank
from romdoul.matching.numbers import document, phone
from romdoul.queries.limits import Limit
from romdoul.queries.opening import note_opening
from romdoul.queries.pointing import point
from romdoul.queries.reports import open_content
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import visible
from romdoul.staff.rights import Right

MOST = 20
LONGEST = 200
SEARCHES = Limit(60, 60.0)


class Way(StrEnum):
    """What a record was found by."""

    REFERENCE = "reference"
    PHONE = "phone"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that answers: its handle, and the name that was opened, if one was.

    ``case`` and ``report`` are the references of the page to go to, or empty.
    """

    way: Way
    ref: str
    case: str
    report: str
    role: str = ""
    name: str = ""
    score: float = 1.0


def search(actor: Actor, text: str) -> list[Hit]:
    """Return what answers, the best first, ``MOST`` at most.

    Words in any order, in Khmer or Latin letters, as they sound; a phone number; a
    passport or another number; or a reference as it was read out.

    Raises:
        Refused: the actor's roles do not search.
        BadInput: nothing to search for, too long, or too many searches in a minute.
    """
    if not (actor.has(Right.SEARCH_NAMES) or actor.has(Right.SAFEGUARDING_READ)):
        raise Refused(Right.SEARCH_NAMES.value)
    asked = _question(text)
    SEARCHES.take(actor.ref)
    if ref := parse_ref(asked):
        return _by_reference(actor, ref)
    found = _lookup(actor, asked)
    hits = [*_people(actor, found, asked), *_reports(actor, found, asked)]
    return sorted(hits, key=lambda hit: (-hit.score, hit.name, hit.ref))


def _question(text: str) -> str:
    asked = text.strip()
    if len(asked) > LONGEST:
        raise BadInput(_("This is too long to search for."), field="text")
    if not asked:
        raise BadInput(_("Type a name, a phone number or a reference."), field="text")
    return asked


def _by_reference(actor: Actor, ref: str) -> list[Hit]:
    found = point(actor, ref)
    _record_search(actor, int(found is not None))
    if found is None:
        return []
    return [Hit(Way.REFERENCE, found.ref, found.case, found.report)]


def _lookup(actor: Actor, asked: str) -> dict[str, Found]:
    """Return the candidates by reference, and record that someone asked."""
    tokens = {token for key in index_keys(actor) for token in _tokens(key, asked)}
    reach = visible(Token.objects.all(), actor)
    found = index.lookup(tokens, reach)[:MOST]
    _record_search(actor, len(found))
    return {one.ref: one for one in found}


def _tokens(key: Secret, asked: str) -> Iterator[Keyed]:
    yield from index.tokens_of_query(key, asked)
    # The slow hash is made only of what can be a number at all.
    if any(character.isdigit() for character in asked):
        if e164 := phone(asked):
            yield index.token_of_phone(key, e164)
        if number := document(asked):
            yield index.token_of_number(key, number)


@action()
def _record_search(actor: Actor, found: int) -> None:
    record(actor, Event.SEARCH_MADE, f"found={found}")


def _people(actor: Actor, found: dict[str, Found], asked: str) -> list[Hit]:
    rows = Participant.objects.filter(ref__in=found, erased_at=None)
    listed = list(visible(rows.select_related("case"), actor))
    note_opening(actor, listed)
    opened = open_people(actor, listed)
    hits: list[Hit] = []
    for row, person in zip(listed, opened, strict=True):
        names = [name.text for name in person.names]
        if best := _best(found[row.ref], asked, names):
            hits.append(
                Hit(
                    best.way, row.ref, row.case.ref, "", row.role, best.name, best.score
                )
            )
    return hits


def _reports(actor: Actor, found: dict[str, Found], asked: str) -> list[Hit]:
    rows = Report.objects.filter(ref__in=found)
    listed = list(visible(rows.select_related("case"), actor))
    note_opening(actor, listed)
    actor.open_compartments({row.compartment for row in listed})
    hits: list[Hit] = []
    for row in listed:
        content = open_content(actor, row)
        names = [content.name] if content else []
        if best := _best(found[row.ref], asked, names):
            case = row.case.ref if row.case else ""
            hits.append(
                Hit(best.way, row.ref, case, row.ref, "", best.name, best.score)
            )
    return hits


@dataclass(frozen=True, slots=True)
class _Best:
    way: Way
    name: str
    score: float


def _best(found: Found, asked: str, names: Sequence[str]) -> _Best | None:
    """Return by which of its names a record answers, or None if by none.

    What was found by its number answers whatever it is called.
    """
    first = names[0] if names else ""
    if TokenKind.PHONE in found.kinds:
        return _Best(Way.PHONE, first, 1.0)
    if TokenKind.NUMBER in found.kinds:
        return _Best(Way.NUMBER, first, 1.0)
    groups = query_keys(asked)
    fitting = [name for name in names if matches(groups, name_keys(name))]
    if not fitting:
        return None
    score, name = max((rank(asked, name), name) for name in fitting)
    return _Best(Way.NAME, name, score)
