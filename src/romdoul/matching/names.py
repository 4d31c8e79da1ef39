"""Names as index keys, and the finer second look at names that were opened.

Rules and examples: the reference on name keys. A key gives much of its name away:
who stores one stores the keyed token made of it, never the key.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, pairwise
from typing import TypeVar

from romdoul.matching.ranking import Match, Reason, ReasonKind, compare, rank
from romdoul.matching.tokens import skeleton, split

__all__ = [
    "Match",
    "Reason",
    "ReasonKind",
    "compare",
    "full_name_keys",
    "matches",
    "name_keys",
    "pair_keys",
    "query_keys",
    "rank",
    "skeleton",
]

_Key = TypeVar("_Key")


def name_keys(text: str) -> frozenset[str]:
    """Return all keys a full name is found by; empty when it holds no letter.

    The skeleton of each token, and of each two neighbours written together, in either
    order: Bun Roeun is found as Bunroeun, and a name turned round has the same keys.
    Titles are dropped. Only the first tokens of a very long text count.
    """
    tokens = split(text)
    joined = {key for a, b in pairwise(tokens) for key in _both_ways(a, b)}
    return frozenset({skeleton(token) for token in tokens} | joined)


def query_keys(text: str) -> tuple[frozenset[str], ...]:
    """Return one group of alternative keys for each token typed, in their order.

    A group holds the token's key and its joined form with either neighbour, as typed
    (turning it round too would treble the strangers found). `matches` states the rule:
    a record is found when it has a key of every group, in any order; where three or
    more tokens were typed, one that is neither the first nor the last may be missing,
    since a middle name often is.
    """
    tokens = split(text)
    groups = [{skeleton(token)} for token in tokens]
    for at, (a, b) in enumerate(pairwise(tokens)):
        groups[at].add(skeleton(a + b))
        groups[at + 1].add(skeleton(a + b))
    return tuple(frozenset(group) for group in groups)


def matches(groups: Sequence[AbstractSet[_Key]], keys: AbstractSet[_Key]) -> bool:
    """Tell whether a record with these keys answers the query, as `query_keys` states.

    Works on keys and on the tokens made of them. An empty query finds nothing.
    """
    missing = [at for at, group in enumerate(groups) if group.isdisjoint(keys)]
    if not missing:
        return bool(groups)
    return len(missing) == 1 and 0 < missing[0] < len(groups) - 1


def pair_keys(text: str) -> frozenset[str]:
    """Return a key for each two names of a person, two neighbours also read as one.

    Common names are rare in pairs, so a pair finds at once what each of its names
    would find among thousands. Sok Bun Roeun and Bunroeun Sok share one.
    """
    tokens = split(text)
    singles = list(combinations(tokens, 2))
    joins = [
        (tokens[at] + tokens[at + 1], other)
        for at in range(len(tokens) - 1)
        for other in tokens[:at] + tokens[at + 2 :]
    ]
    return frozenset(map(_sorted_key, singles + joins))


def full_name_keys(text: str) -> frozenset[str]:
    """Return the keys of a whole name of two tokens or more, for deconfliction.

    Each is the sorted skeletons of all tokens, once as written and once for each two
    neighbours of a longer name joined; two spellings of a name share at least one. A
    single name has none: alone it is too weak to compare between compartments.
    """
    tokens = split(text)
    whole = [_sorted_key(tokens)] if len(tokens) > 1 else []
    joins = range(len(tokens) - 1) if len(tokens) > 2 else ()
    return frozenset(whole).union(*(_joined_keys(tokens, at) for at in joins))


def _joined_keys(tokens: tuple[str, ...], at: int) -> set[str]:
    """Return the keys of a name whose tokens at `at` and after it are one."""
    a, b = tokens[at : at + 2]
    others = tokens[:at] + tokens[at + 2 :]
    return {_sorted_key((*others, a + b)), _sorted_key((*others, b + a))}


def _sorted_key(tokens: tuple[str, ...]) -> str:
    return " ".join(sorted(map(skeleton, tokens)))


def _both_ways(a: str, b: str) -> set[str]:
    return {skeleton(a + b), skeleton(b + a)}
