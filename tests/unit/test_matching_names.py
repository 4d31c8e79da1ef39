"""Names become the same keys however they are ordered, spelt or typed."""

import json
from itertools import permutations
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.matching.names import (
    full_name_keys,
    matches,
    name_keys,
    pair_keys,
    query_keys,
    skeleton,
)

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "names.json").read_text(encoding="utf-8")
)
ZERO_WIDTH = ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202e", "\ufeff"]
# One of the given names is also a title, in front of others.
NOT_TITLES = sorted(VECTORS["skeletons"].keys() - {"កញ្ញា"})
KNOWN = st.sampled_from(NOT_TITLES)
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


def found(query: str, name: str) -> bool:
    return matches(query_keys(query), name_keys(name))


@pytest.mark.parametrize("name", VECTORS["names"])
def test_a_key_once_made_is_not_made_again(name: str) -> None:
    frozen = VECTORS["names"][name]
    assert sorted(name_keys(name)) == frozen["name_keys"]
    assert [sorted(group) for group in query_keys(name)] == frozen["query_keys"]
    assert sorted(pair_keys(name)) == frozen["pair_keys"]
    assert sorted(full_name_keys(name)) == frozen["full_name_keys"]


def test_a_skeleton_once_made_is_not_made_again() -> None:
    frozen = VECTORS["skeletons"]
    assert {token: skeleton(token) for token in frozen} == frozen


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("Sok", "Sokh"), ("Chhay", "Chhai"), ("Sovann", "Sovan")],
        *[("Vichet", "Vicheth"), ("Pich", "Pech")],
    ],
)
def test_romanisations_of_one_name_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("Sok", "Som"), ("Dara", "Da"), ("Seng", "Sen"), ("Vichet", "Pich")],
        *[("Sophea", "Sophal"), ("សុខ", "សុភា"), ("An", "Na"), ("Yim", "Im")],
    ],
)
def test_different_names_keep_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)
    assert not found(one, other)


def test_two_names_written_as_one_are_found_and_the_other_way_round() -> None:
    assert found("Bunroeun", "Bun Roeun")
    assert found("Bun Roeun", "Bunroeun")
    assert found("Bunroeun Sok", "Sok Bun Roeun")
    assert found("Roeun Bun Sok", "Bun Roeun Sok")
    assert not found("Bunroeun", "Bun Sok")


@pytest.mark.parametrize("query", ["Samleang Seila", "Seila Samleang", "Mr Seila"])
def test_order_and_titles_do_not_hide_a_person(query: str) -> None:
    assert found(query, "Samleang Seila")
    assert found(query, "Mr. SEILA Samleang")
    assert not found(query, "Samleang Sokha")


def test_khmer_and_latin_meet() -> None:
    assert found("Sok Dara", "សុខ តារា")
    assert found("ច័ន្ទ សុភា", "Sophea Chan")
    assert found("សុខ Dara", "Dara Sokh")
    assert not found("Sok Dara", "សុខ សុភា")


@pytest.mark.parametrize(
    ("titled", "plain"),
    [
        *[
            ("Mr Seila", "Seila"),
            ("DR. Sok Seila", "Sok Seila"),
            ("Mrs.Seila", "Seila"),
        ],
        *[("Ms Seila", "Seila"), ("H.E. Sok Seila", "Sok Seila")],
        *[("Lok Srey Sophea", "Sophea"), ("លោក សុខ", "សុខ"), ("លោកស្រី សុខ", "សុខ")],
        *[("លោកសុខ", "សុខ"), ("អ្នកស្រី សុខ", "សុខ"), ("កញ្ញា សុខា", "សុខា")],
        *[("ឯកឧត្តម សុខ", "សុខ"), ("ឯ.ឧ. សុខ", "សុខ"), ("Sok Seila, Dr", "Sok Seila")],
    ],
)
def test_a_title_is_no_name(titled: str, plain: str) -> None:
    assert name_keys(titled) == name_keys(plain)


def test_kanha_is_a_title_in_front_of_a_name_and_a_name_elsewhere() -> None:
    assert name_keys("កញ្ញា") == {skeleton("Kanha")}
    assert skeleton("Kanha") in name_keys("សុខ កញ្ញា")
    assert skeleton("Kanha") not in name_keys("កញ្ញា សុខ")


@pytest.mark.parametrize(
    "text",
    ["", " \n\t", "😀👍🏽", "\u200b\u200f", "12 345", "។ៗ៕", "---", "Mr", "់", "\u0301"],
)
def test_a_text_without_a_name_has_no_keys_and_finds_nothing(text: str) -> None:
    assert name_keys(text) == full_name_keys(text) == pair_keys(text) == frozenset()
    assert query_keys(text) == ()
    assert not found(text, "Samleang Seila")


def test_a_middle_name_may_be_missing_on_either_side() -> None:
    assert found("Sok Dara", "Sok Samnang Dara")
    assert found("Sok Samnang Dara", "Sok Dara")
    assert not found("Sok Samnang Dara", "Samnang Dara")
    assert not found("Sok Dara", "Sok Samnang")
    assert not found("Sok Samnang Vibol Dara", "Sok Dara")


def test_a_pair_is_shared_by_a_name_and_its_joined_form() -> None:
    assert pair_keys("Sok Bun Roeun") & pair_keys("Bunroeun Sok")
    assert not pair_keys("Sok Bun Roeun") & pair_keys("Samnang Dara")


def test_a_full_name_is_two_names_at_least() -> None:
    assert full_name_keys("Sok Bun Roeun") & full_name_keys("Bunroeun Sokh")
    assert full_name_keys("សុខ តារា") & full_name_keys("Dara Sok")
    assert not full_name_keys("Sok Bun Roeun") & full_name_keys("Sok Bun")
    assert full_name_keys("Seila") == full_name_keys("Mr Seila") == frozenset()


def test_hyphens_apostrophes_and_forms_of_a_letter_do_not_matter() -> None:
    assert name_keys("Chan-Thou Keo") == name_keys("chan thou KEO")
    assert name_keys("Se'an") == name_keys("Se\u2019an") == name_keys("Séan")
    assert name_keys("Se\u0301an") == name_keys("S\u00e9an")
    assert name_keys("\uff33\uff4f\uff4b") == name_keys("Sok")


def share_of_equal(pairs: list[list[str]]) -> float:
    return sum(skeleton(a) == skeleton(b) for a, b in pairs) / len(pairs)


def test_most_romanisations_of_one_name_are_equal() -> None:
    assert len(VECTORS["latin_variants"]) >= 150
    assert share_of_equal(VECTORS["latin_variants"]) >= 0.95


def test_most_khmer_names_equal_their_romanisation() -> None:
    assert len(VECTORS["khmer_latin"]) >= 100
    assert share_of_equal(VECTORS["khmer_latin"]) >= 0.95


@given(st.lists(KNOWN, min_size=1, max_size=4))
def test_a_name_is_found_in_any_order(tokens: list[str]) -> None:
    name = " ".join(tokens)
    for turned in permutations(tokens):
        assert found(" ".join(turned), name)
        assert full_name_keys(" ".join(turned[:2])) == full_name_keys(
            " ".join(turned[1::-1])
        )


@given(KNOWN, KNOWN)
def test_a_name_turned_round_has_the_same_keys(one: str, other: str) -> None:
    assert name_keys(f"{one} {other}") == name_keys(f"{other} {one}")


@given(KNOWN, KNOWN, st.lists(st.sampled_from(ZERO_WIDTH), min_size=1, max_size=30))
def test_invisible_characters_change_nothing(
    one: str, other: str, noise: list[str]
) -> None:
    name = f"{one} {other}"
    strewn = "".join(
        char + noise[at % len(noise)] * (at % 3) for at, char in enumerate(name)
    )
    assert name_keys("".join(noise) + strewn) == name_keys(name)
    assert query_keys("".join(noise) + strewn) == query_keys(name)


@settings(deadline=None)
@given(ANY_TEXT)
def test_no_text_is_too_strange(text: str) -> None:
    assert found(text, text) == bool(name_keys(text))
    assert all(key.isascii() and key.isalpha() for key in name_keys(text))
    assert bool(full_name_keys(text)) == bool(pair_keys(text))


@pytest.mark.parametrize(
    "unit", ["Sok ", "a", "សុខ ", "្ក", "\u200b", "a\u0301\u0323", "😀", "王", "\u202e "]
)
def test_a_hundred_thousand_characters_cost_no_more_than_the_first(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    started = process_time()
    keys = name_keys(text) | pair_keys(text) | frozenset().union(*query_keys(text))
    assert process_time() - started < 1
    assert len(keys) < 150
    assert all(len(key) < 200 for key in keys)


def test_a_name_behind_a_wall_of_invisible_characters_is_still_read() -> None:
    assert name_keys("\u200b" * 100_000 + "Seila") == name_keys("Seila")
