"""What makes a person findable: every name, every phone, every number."""

from collections.abc import Iterable

from romdoul.cases.documents import ParticipantDocument
from romdoul.inbox.content import ReportContent
from romdoul.kernel.secret import Secret
from romdoul.matching.index import (
    Keyed,
    token_of_number,
    token_of_phone,
    tokens_of_name,
)
from romdoul.matching.numbers import document, phone


def tokens_of_person(key: Secret, person: ParticipantDocument) -> set[Keyed]:
    """Return the tokens of a participant; some 40 ms for each phone and number."""
    names = (name.text for name in person.names)
    numbers = (found.number for found in person.identifiers)
    return _tokens(key, names, person.phones, numbers)


def tokens_of_report(key: Secret, content: ReportContent) -> set[Keyed]:
    """Return the tokens of what a reporter wrote into the fields for it."""
    return _tokens(key, [content.name], [content.phone], [])


def _tokens(
    key: Secret, names: Iterable[str], phones: Iterable[str], numbers: Iterable[str]
) -> set[Keyed]:
    made: set[Keyed] = set()
    for name in names:
        made |= tokens_of_name(key, name)
    found = {e164 for text in phones if (e164 := phone(text))}
    made |= {token_of_phone(key, e164) for e164 in found}
    read = {number for text in numbers if (number := document(text))}
    return made | {token_of_number(key, number) for number in read}
