"""Where a text mentions a person, and what it says once the mention is replaced."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.demo.people import GIVEN, SURNAMES
from romdoul.matching.mentions import Known, mentions, replaced, spelt

SOK = Known(
    names=("សុខ ដារ៉ា", "Sok Dara"), phones=("012 345 678",), numbers=("N 01234567",)
)
HANDLE = "P-7K2M-9QXA"


def found(text: str, known: Known = SOK) -> list[tuple[str, bool]]:
    """Return what is found, as spelt, and whether it is sure."""
    whole = spelt(text)
    return [(whole[s.start : s.end], s.sure) for s in mentions(whole, known)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Met Sok Dara at school.", "Sok Dara"),
        ("Dara Sok was there.", "Dara Sok"),
        ("It was sokdara again.", "sokdara"),
        ("Mr. Sokh Darah came.", "Sokh Darah"),
        ("sok dara came", "sok dara"),
        ("បានជួបសុខដារ៉ានៅសាលា។", "សុខដារ៉ា"),
        ("បានជួប សុខ ដារ៉ា នៅសាលា។", "សុខ ដារ៉ា"),
        ("ដារ៉ាសុខបានមក", "ដារ៉ាសុខ"),
    ],
)
def test_the_whole_name_is_found_as_a_search_would_find_it(
    text: str, form: str
) -> None:
    assert found(text) == [(form, True)]


def test_a_name_known_in_one_script_is_found_in_the_other() -> None:
    latin = Known(names=("Sok Dara",))
    assert found("បានជួបសុខដារ៉ានៅសាលា។", latin) == [("សុខដារ៉ា", True)]
    assert found("បានជួប សុខ ដារ៉ា ម្តង", latin) == [("សុខ ដារ៉ា", True)]
    khmer = Known(names=("សុខ ដារ៉ា",))
    assert found("Met Sok Dara.", khmer) == [("Sok Dara", True)]


def test_one_of_several_names_alone_is_found_and_is_not_sure() -> None:
    assert found("Dara left early.") == [("Dara", False)]
    assert found("Sok and then Dara.") == [("Sok", False), ("Dara", False)]
    assert found("ដារ៉ាបានមក") == [("ដារ៉ា", False)]
    # Health is a word of its own that begins with the name.
    assert found("សុខភាពល្អ") == [("សុខ", False)]


def test_an_alias_of_one_word_is_sure_where_it_is_so_spelt() -> None:
    known = Known(names=("Sok Dara", "Bong"))
    assert found("They call him bong.", known) == [("bong", True)]


@pytest.mark.parametrize(
    "text",
    [
        "The pen is in the sock drawer; we seek it there.",
        "He can go there. So they said.",
        "A teacher noticed it first. The child has been seen and is well.",
        "បានតាមដានតាមទូរស័ព្ទ ក្នុងម៉ោងដែលមានសុវត្ថិភាព។",
        "Call 012 345 679 or N-01234568.",
        "",
        "\U0001f600 — 12:30 … ?",
    ],
)
def test_other_words_and_other_numbers_are_not_taken_for_it(text: str) -> None:
    assert found(text, Known(("Sok Dara", "Kim Chan"), SOK.phones, SOK.numbers)) == []


@pytest.mark.parametrize(
    "number",
    [
        "012345678",
        "012-345-678",
        "+855 12 345 678",
        "00855 12 345 678",
        "០១២ ៣៤៥ ៦៧៨",
        "(012) 345 678",
    ],
)
def test_a_phone_is_found_however_it_is_written(number: str) -> None:
    assert found(f"Call {number}, after five.") == [(number, True)]
    assert found(f"{number} 098 765 432") == [(number, True)]


@pytest.mark.parametrize("number", ["N01234567", "n 0123 4567", "N-01234567"])
def test_a_document_is_found_however_it_is_parted(number: str) -> None:
    assert found(f"Passport {number}.") == [(number, True)]


def test_a_name_is_no_part_of_another() -> None:
    assert found("Soksan Daravuth", Known(names=("Sok Dara",))) == []
    assert found("ណារី", Known(names=("ណ",))) == []


def test_what_is_chosen_is_replaced_and_the_rest_stays() -> None:
    text = "Sok Dara came. Dara's health (សុខភាព) is good; call 012 345 678."
    assert (
        replaced(text, SOK, {"Sok Dara", "Dara", "012 345 678"}, HANDLE)
        == f"{HANDLE} came. {HANDLE}'s health (សុខភាព) is good; call {HANDLE}."
    )
    assert replaced(text, SOK, set(), HANDLE) == text


def test_a_person_of_whom_nothing_is_known_is_mentioned_nowhere() -> None:
    assert found("Sok Dara", Known()) == []
    assert found("Sok Dara", Known(names=("", "?"), phones=("x",), numbers=("",))) == []


KHMER = st.sampled_from([f"{s} {g}" for s, _ in SURNAMES for g, _ in GIVEN])
LATIN = st.sampled_from([f"{s} {g}" for _, s in SURNAMES for _, g in GIVEN])


@given(st.one_of(KHMER, LATIN), st.text(max_size=30), st.text(max_size=30))
def test_whatever_stands_around_it_a_name_as_written_is_found_and_goes(
    name: str, before: str, after: str
) -> None:
    text = f"{before} {name} {after}"
    known = Known(names=(name,))
    forms = {form for form, _ in found(text, known)}
    assert any(spelt(name) in form for form in forms)
    done = replaced(text, known, forms, HANDLE)
    assert spelt(name) not in done
    assert HANDLE in done


@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_an_error_and_in_order(text: str) -> None:
    spans = mentions(spelt(text), SOK)
    assert all(span.start < span.end for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
