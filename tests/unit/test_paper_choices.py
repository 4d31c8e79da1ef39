"""What an address chooses of a list, and the choices that are left from there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.site.papers.choosing import chosen_by, facets, path_of
from romdoul.site.papers.runs import stretches

NAMES = ("for", "in")
POLICE = {"for": frozenset({"police"}), "in": frozenset({"km"})}
PARENTS = {"for": frozenset({"parents"}), "in": frozenset({"km", "en"})}


@pytest.mark.parametrize(
    ("address", "chosen"),
    [
        ("for/police/", {"for": "police"}),
        ("in/km/", {"in": "km"}),
        ("for/police/in/km/", {"for": "police", "in": "km"}),
        ("", None),
        ("for/", None),
        ("in/km/for/police/", None),
        ("for/police/for/parents/", None),
        ("year/2025/", None),
    ],
)
def test_an_address_says_what_is_chosen(
    address: str, chosen: dict[str, str] | None
) -> None:
    parts = address.strip("/").split("/") if address else []
    assert chosen_by(parts, NAMES) == chosen


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["police", "km"])))
def test_a_choice_has_one_address(chosen: dict[str, str]) -> None:
    parts = path_of(chosen, NAMES).strip("/").split("/")
    assert (chosen_by(parts, NAMES) or {}) == chosen


def test_a_choice_says_how_much_it_gives_with_what_is_chosen_already() -> None:
    audience, language = facets([POLICE, PARENTS], {"in": "en"}, NAMES)
    # In English there is nothing for police: that choice is not offered.
    assert [(v.slug, v.number) for v in audience.values] == [("parents", 1)]
    assert [(v.slug, v.number) for v in language.values] == [("en", 1), ("km", 2)]
    assert [v.path for v in audience.values] == ["for/parents/in/en/"]
    assert (audience.all_path, language.all_path) == ("in/en/", "")
    assert language.is_chosen
    assert not audience.is_chosen


def test_where_all_are_alike_there_is_nothing_to_choose() -> None:
    assert facets([POLICE, POLICE], {}, NAMES) == []


def test_rich_text_is_told_in_its_order_with_its_looks() -> None:
    told = list(
        stretches(
            "<h2>One</h2>\n<p>A <b>bold</b> and <a href='/en/'>linked</a> word</p>\n"
            "<ol><li>first</li><li><p><em>second</em></p></li></ol><p> </p>"
        )
    )
    assert [(one.kind, one.level, one.ordered) for one in told] == [
        ("heading", 1, False),
        ("text", 0, False),
        ("items", 0, True),
    ]
    heading, text, items = (one.items for one in told)
    assert [run.text for run in heading[0]] == ["One"]
    assert [(run.text, run.bold, run.href) for run in text[0]] == [
        ("A ", False, ""),
        ("bold", True, ""),
        (" and ", False, ""),
        ("linked", False, "/en/"),
        (" word", False, ""),
    ]
    assert [[(run.text, run.italic) for run in item] for item in items] == [
        [("first", False)],
        [("second", True)],
    ]
