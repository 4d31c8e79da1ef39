"""A score between two opened names is the sum of reasons that can be read."""

import json
from math import isclose
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.matching.names import ReasonKind, compare, rank

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "names.json").read_text(encoding="utf-8")
)
# One of the given names is also a title, in front of others.
NOT_TITLES = sorted(VECTORS["skeletons"].keys() - {"កញ្ញា"})
KNOWN = st.lists(st.sampled_from(NOT_TITLES), min_size=1, max_size=4)
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


def kinds(a: str, b: str) -> list[ReasonKind]:
    return [reason.kind for reason in compare(a, b).reasons]


def test_the_same_name_in_any_order_and_with_a_title_is_certain() -> None:
    assert rank("Mr Samleang Seila", "seila SAMLEANG") == 1
    assert kinds("Samleang Seila", "Seila Samleang") == [ReasonKind.SAME_SPELLING] * 2


def test_names_written_as_one_are_the_same_spelling() -> None:
    assert rank("Bun Roeun", "Bunroeun") == rank("Bunroeun Sok", "Sok Bun Roeun") == 1
    reasons = compare("Sok Bun Roeun", "Bunroeun Sok").reasons
    assert ("Bun Roeun", "Bunroeun") in [(r.left, r.right) for r in reasons]


@pytest.mark.parametrize(
    ("query", "nearer", "farther"),
    [
        *[("Sok Dara", "Sok Dara", "Sokh Dara"), ("Sok Dara", "Sokh Dara", "Sek Dara")],
        *[("Pich", "Pech", "Pouch"), ("Sok Dara", "Sokh Dara", "Sok Samnang")],
        *[("Sok Dara", "Sok Dara", "Sok Samnang Dara")],
        *[("Sok Dara", "Sok Samnang Dara", "Sok Samnang")],
        *[("Sok Dara", "សុខ តារា", "សុខ សំណាង"), ("សុភា", "Sophea", "Sophou")],
    ],
)
def test_the_nearer_name_ranks_first(query: str, nearer: str, farther: str) -> None:
    assert rank(query, nearer) > rank(query, farther)


def test_vowel_classes_decide_between_equal_skeletons() -> None:
    assert kinds("Sokh", "Souk") == [ReasonKind.SAME_SOUND]
    assert kinds("Sokh", "Seak") == [ReasonKind.SAME_CONSONANTS]
    assert kinds("Sokh", "Sam") == []


def test_a_missing_middle_name_is_a_reason_and_costs_little() -> None:
    match = compare("Sok Dara", "Sok Samnang Dara")
    missing = match.reasons[-1]
    assert (missing.kind, missing.right) == (ReasonKind.NAME_MISSING, "Samnang")
    assert missing.weight < 0
    assert 0.85 < match.score < 1


def test_nothing_in_common_scores_nothing() -> None:
    for query in ("", "😀", "Vibol"):
        match = compare(query, "Sok Dara")
        assert match.score == 0
        assert isinstance(match.score, float)
        assert match.reasons == ()


@settings(deadline=None)
@given(KNOWN, KNOWN)
def test_every_point_is_a_reason(a: list[str], b: list[str]) -> None:
    match = compare(" ".join(a), " ".join(b))
    assert isclose(match.score, sum(r.weight for r in match.reasons), abs_tol=1e-9)
    assert 0 <= match.score <= 1 + 1e-9


@settings(deadline=None)
@given(KNOWN)
def test_a_name_is_certain_of_itself(tokens: list[str]) -> None:
    name = " ".join(tokens)
    assert isclose(rank(name, " ".join(reversed(tokens))), 1)


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_no_text_is_too_strange_to_compare(a: str, b: str) -> None:
    assert 0 <= rank(a, b) <= 1 + 1e-9
    assert 0 <= rank(a * 2_000, b) <= 1 + 1e-9
