"""Somebody who writes of need into the search box is offered help first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.site.search.distress import is_of_distress


@pytest.mark.parametrize(
    "query",
    [
        "help me", "I am scared", "my uncle hurts me", "someone has my pictures",
        "he threatens me", "I want to die", "he sends my photos", "WHO CAN I TELL",
        "ជួយខ្ញុំផង", "ខ្ញុំខ្លាច", "គេ គំរាម ខ្ញុំ", "ចង់ស្លាប់", "ជួ\u200bយខ្ញុំ", "គេវាយខ្ញុំ",
        "can\u2019t go home", "help", "Help?", "seek help", "SOS", "police", "report",
        "ជួយ", "ជួ យ", "នគរបាល", "naked photos", "nudes",
    ],
)  # fmt: skip
def test_words_of_distress_are_known(query: str) -> None:
    assert is_of_distress(query)


@pytest.mark.parametrize(
    "query",
    ["", "impact report 2025", "training guide", "donate", "grape harvest", "therapy",
     "help for parents", "police training", "report of 2025", "denuded",
     "របាយការណ៍", "វគ្គសិក្សា", "បរិច្ចាគ", "ប្រជុំ"],
)  # fmt: skip
def test_other_words_are_only_searched(query: str) -> None:
    assert not is_of_distress(query)


@given(st.text())
def test_no_query_is_too_odd(query: str) -> None:
    assert is_of_distress(query) in {True, False}
