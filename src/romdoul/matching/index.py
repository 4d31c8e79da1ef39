"""What is put into the blind index, and how it is asked.

Names are found by the keys of each word, of two neighbours joined and of any two
words together; the last lets a full name be found at once however common each of
its words is. Phones and other numbers go through the slow hash.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from romdoul.kernel.secret import Secret
from romdoul.matching.models import Token
from romdoul.matching.names import name_keys, pair_keys, query_keys, skeleton
from romdoul.matching.tokens import split
from romdoul.vault.tokens import strong_token, word_token

# Beyond this many rows a question is too wide to be answered well: add a word.
WIDEST = 600


class TokenKind(StrEnum):
    """What a token was made of; tokens of two kinds never meet."""

    NAME = "name"
    PAIR = "pair"
    PHONE = "phone"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Keyed:
    """A token with its kind, ready for the index."""

    kind: TokenKind
    token: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A record that has some of the tokens asked for: how many, of which kinds."""

    ref: str
    shared: int
    kinds: frozenset[TokenKind]


def tokens_of_name(key: Secret, name: str) -> frozenset[Keyed]:
    """Return everything a full name is found by."""
    words = {_word(key, TokenKind.NAME, found) for found in name_keys(name) if found}
    pairs = {_word(key, TokenKind.PAIR, pair) for pair in pair_keys(name)}
    return frozenset(words | pairs)


def tokens_of_query(key: Secret, text: str) -> frozenset[Keyed]:
    """Return the tokens to ask for: of one word its keys, of more their pairs.

    A record that answers a query of several words shares a pair or a joined form.
    """
    groups = query_keys(text)
    if len(groups) < 2:
        found = frozenset().union(*groups)
        return frozenset(_word(key, TokenKind.NAME, word) for word in found)
    singles = [skeleton(word) for word in split(text)]
    asked = frozenset().union(*groups) - set(singles)
    if singles[0] == singles[-1]:
        # One word of a record may answer both ends of such a query.
        asked |= {singles[0]}
    words = {_word(key, TokenKind.NAME, found) for found in asked}
    pairs = {_word(key, TokenKind.PAIR, pair) for pair in pair_keys(text)}
    return frozenset(words | pairs)


def token_of_phone(key: Secret, e164: str) -> Keyed:
    """Return the token of a phone number in E.164; takes some 40 ms."""
    return Keyed(TokenKind.PHONE, strong_token(key, TokenKind.PHONE, e164))


def token_of_number(key: Secret, number: str) -> Keyed:
    """Return the token of a passport or another number; takes some 40 ms."""
    return Keyed(TokenKind.NUMBER, strong_token(key, TokenKind.NUMBER, number))


def replace(ref: str, compartment: str, tokens: Iterable[Keyed]) -> None:
    """Make these the tokens of a record, and no others.

    Rows that stay are left alone; to be called inside the action that saves the
    record, so that both change or neither.
    """
    wanted = set(tokens)
    stale: list[int] = []
    for row in Token.objects.filter(ref=ref):
        held = Keyed(TokenKind(row.kind), bytes(row.token))
        if row.compartment == compartment and held in wanted:
            wanted.discard(held)
        else:
            stale.append(row.pk)
    Token.objects.filter(pk__in=stale).delete()
    Token.objects.bulk_create(
        Token(token=new.token, kind=new.kind, compartment=compartment, ref=ref)
        for new in sorted(wanted, key=lambda keyed: keyed.token)
    )


def move(ref: str, compartment: str) -> None:
    """Let the tokens of a record follow it into another compartment."""
    Token.objects.filter(ref=ref).update(compartment=compartment)


def forget(refs: Iterable[str]) -> None:
    """Remove every token of these records."""
    Token.objects.filter(ref__in=list(refs)).delete()


def lookup(tokens: Iterable[Keyed], within: QuerySet[Token]) -> list[Found]:
    """Return the records that share a token, those that share most first.

    ``within`` is what the asker may reach. One query, ``WIDEST`` rows at most.
    """
    asked = [keyed.token for keyed in tokens]
    rows = within.filter(token__in=asked).values_list("ref", "kind")[:WIDEST]
    kinds: dict[str, list[TokenKind]] = {}
    for ref, kind in rows:
        kinds.setdefault(ref, []).append(TokenKind(kind))
    found = [Found(ref, len(each), frozenset(each)) for ref, each in kinds.items()]
    return sorted(found, key=lambda one: (-one.shared, one.ref))


def _word(key: Secret, kind: TokenKind, found: str) -> Keyed:
    return Keyed(kind, word_token(key, kind, found))
