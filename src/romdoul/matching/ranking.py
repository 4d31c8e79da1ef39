"""The second look at two names: a score that shows its reasons.

Only for names that were opened. The score is the sum of the weights of its reasons,
between 0 and 1; every reason is something a caseworker can read and dispute.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product, zip_longest
from math import fsum
from typing import Final

from romdoul.matching.sounds import consonants, vowels
from romdoul.matching.tokens import sounds, split


class ReasonKind(StrEnum):
    """Why two names count as alike, or less so."""

    SAME_SPELLING = "same_spelling"
    SAME_SOUND = "same_sound"
    SAME_CONSONANTS = "same_consonants"
    NAME_MISSING = "name_missing"


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: what was compared, and what it adds or takes."""

    kind: ReasonKind
    left: str
    right: str
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two names are, from 0 to 1, and why."""

    score: float
    reasons: tuple[Reason, ...]


# The same vowel classes count nearly as the same letters, since one name has many
# romanisations; the same consonants alone still count more than half.
_SAME_SOUND: Final = 0.9
_SAME_CONSONANTS: Final = 0.55
_VOWELS: Final = 0.25
_MISSING: Final = 0.1


@dataclass(frozen=True, slots=True)
class Heard:
    """A token with its sounds, so that each is worked out once."""

    text: str
    folded: str
    row: str


_Names = tuple[Heard, ...]


def rank(query: str, name: str) -> float:
    """Return how well a name answers a query, from 0 to 1."""
    return compare(query, name).score


def compare(a: str, b: str) -> Match:
    """Score two names; every point of the score is a reason a human can read.

    Order does not count, titles do not, and two neighbours may be written as one
    (Bun Roeun, Bunroeun). Each name more on one side takes a tenth or less away.
    """
    return max(_readings(_heard(a), _heard(b)), key=lambda match: match.score)


def _readings(left: _Names, right: _Names) -> Iterator[Match]:
    """Score the names as written, and with two neighbours of one side joined."""
    yield _score(left, right)
    for at in range(len(left) - 1):
        yield _score(_join(left, at), right)
    for at in range(len(right) - 1):
        yield _score(left, _join(right, at))


def _heard(name: str) -> _Names:
    return tuple(_hear(token, token) for token in split(name))


def _hear(text: str, token: str) -> Heard:
    return Heard(text, token.casefold(), sounds(token))


def _join(names: _Names, at: int) -> _Names:
    a, b = names[at].text, names[at + 1].text
    return (*names[:at], _hear(f"{a} {b}", a + b), *names[at + 2 :])


def _score(left: _Names, right: _Names) -> Match:
    """Add up the best pairs, as shares of the shorter name, less what is missing."""
    pairs = _best_pairs(left, right)
    shorter = min(len(left), len(right)) or 1
    found = [Reason(r.kind, r.left, r.right, r.weight / shorter) for r in pairs]
    reasons = (*found, *_missing(left, right, found))
    return Match(score=fsum(reason.weight for reason in reasons), reasons=reasons)


def _best_pairs(left: _Names, right: _Names) -> list[Reason]:
    """Pair tokens greedily, the surest first, each token once."""
    alike = [
        (reason.weight, -i, -j, reason)
        for (i, a), (j, b) in product(enumerate(left), enumerate(right))
        if (reason := _alike(a, b)) is not None
    ]
    pairs: dict[tuple[int, int], Reason] = {}
    for _, i, j, reason in sorted(alike, key=lambda found: found[:3], reverse=True):
        if all(i != taken and j != other for taken, other in pairs):
            pairs[i, j] = reason
    return [pairs[key] for key in sorted(pairs, reverse=True)]


def _alike(a: Heard, b: Heard) -> Reason | None:
    """Return why two tokens may be one name, with its weight, or None."""
    if a.folded == b.folded:
        return Reason(ReasonKind.SAME_SPELLING, a.text, b.text, 1.0)
    if consonants(a.row) != consonants(b.row):
        return None
    share = _shared_vowels(a.row, b.row)
    if share == 1:
        return Reason(ReasonKind.SAME_SOUND, a.text, b.text, _SAME_SOUND)
    weight = _SAME_CONSONANTS + _VOWELS * share
    return Reason(ReasonKind.SAME_CONSONANTS, a.text, b.text, weight)


def _shared_vowels(a: str, b: str) -> float:
    """Return the share of places with a vowel where both have the same class."""
    places = [pair for pair in zip_longest(vowels(a), vowels(b)) if any(pair)]
    return sum(x == y for x, y in places) / len(places) if places else 1.0


def _missing(left: _Names, right: _Names, found: list[Reason]) -> list[Reason]:
    """Return what is taken away for the names that only the longer side has."""
    paired_left = {reason.left for reason in found}
    paired_right = {reason.right for reason in found}
    extra = abs(len(left) - len(right))
    if not extra or not found:
        return []
    weight = (
        -fsum(reason.weight for reason in found) * _MISSING / (1 + _MISSING * extra)
    )
    if len(left) > len(right):
        alone = [(name, "") for name in _texts(left) if name not in paired_left]
    else:
        alone = [("", name) for name in _texts(right) if name not in paired_right]
    return [Reason(ReasonKind.NAME_MISSING, a, b, weight) for a, b in alone[:extra]]


def _texts(names: _Names) -> tuple[str, ...]:
    return tuple(name.text for name in names)
