"""The blind index holds exactly what a record is found by, and follows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.kernel.secret import Secret
from romdoul.matching import index
from romdoul.matching.index import TokenKind, tokens_of_name, tokens_of_query
from romdoul.matching.models import Token
from romdoul.matching.names import matches, name_keys, query_keys

KEY, OTHER = Secret(bytes(range(32))), Secret(bytes(32))
WORDS = st.sampled_from(
    ["Sok", "Sopheap", "Chan", "Dara", "Bun", "Roeun", "សុខ", "Meas", "Ratana"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


def held(ref: str) -> set[tuple[str, str, bytes]]:
    rows = Token.objects.filter(ref=ref)
    return {(row.compartment, row.kind, bytes(row.token)) for row in rows}


@pytest.mark.django_db
def test_a_new_name_takes_the_place_of_the_old_one_and_the_rest_stays():
    index.replace("P-1", "K-1", tokens_of_name(KEY, "Sok Dara"))
    kept = {row.pk for row in Token.objects.all()}
    index.replace("P-1", "K-1", tokens_of_name(KEY, "Sok Dara"))
    assert {row.pk for row in Token.objects.all()} == kept
    index.replace("P-1", "K-1", tokens_of_name(KEY, "Sok Chenda"))
    assert kept & {row.pk for row in Token.objects.all()}
    index.replace("P-2", "K-1", tokens_of_name(KEY, "Sok Chenda"))
    found = [token for _, _, token in sorted(held("P-1"))]
    assert found == [token for _, _, token in sorted(held("P-2"))]


@pytest.mark.django_db
def test_tokens_follow_their_record_and_are_forgotten_with_it():
    index.replace("R-1", "K-1", tokens_of_name(KEY, "Sok Dara"))
    before = held("R-1")
    index.move("R-1", "K-2")
    assert held("R-1") == {("K-2", kind, token) for _, kind, token in before}
    index.forget(["R-1"])
    assert held("R-1") == set()


@pytest.mark.django_db
def test_who_shares_most_comes_first():
    index.replace("P-1", "K-1", tokens_of_name(KEY, "Sok Dara"))
    index.replace("P-2", "K-1", tokens_of_name(KEY, "Sok Dara Chan"))
    index.replace("P-3", "K-1", tokens_of_name(KEY, "Meas Ratana"))
    asked = tokens_of_query(KEY, "Chan Sok Dara")
    found = index.lookup(asked, Token.objects.all())
    assert [one.ref for one in found] == ["P-2", "P-1"]
    assert TokenKind.PAIR in found[0].kinds
    assert index.lookup(asked, Token.objects.none()) == []
    assert index.lookup(tokens_of_query(OTHER, "Sok Dara"), Token.objects.all()) == []


@given(NAMES, NAMES)
def test_every_name_that_answers_a_query_shares_a_token_with_it(name, asked):
    if matches(query_keys(asked), name_keys(name)):
        assert tokens_of_name(KEY, name) & tokens_of_query(KEY, asked)
