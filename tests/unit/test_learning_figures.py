"""What a course is worth: medians with a meaning, and nobody to be found in them."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.site.learning.figures import (
    SMALL,
    Line,
    Pair,
    Part,
    line,
    lines,
    together,
)

REST = "rest"


def part(*pairs: tuple[int, int], began: int | None = None) -> Part:
    made = [Pair(before, after, 10) for before, after in pairs]
    return Part(len(made) if began is None else began, len(made), made)


@st.composite
def parts(draw: st.DrawFn) -> dict[str, Part]:
    scores = st.tuples(st.integers(0, 10), st.integers(0, 10))
    many = draw(st.lists(st.lists(scores, max_size=12), max_size=8))
    return {f"g{n}": part(*pairs) for n, pairs in enumerate(many) if pairs}


def test_the_gain_is_the_median_of_each_ones_difference() -> None:
    told = line("a", part((0, 10), (1, 2), (2, 3), (9, 10), (10, 10)))
    assert (told.before, told.after, told.gain) == (20.0, 100.0, 10.0)


def test_tests_of_different_lengths_are_compared_in_percent() -> None:
    one = Part(
        5, 5, [Pair(1, 2, 4), Pair(2, 4, 8), Pair(3, 6, 12)] + [Pair(1, 2, 4)] * 2
    )
    assert line("a", one).gain == 25.0


@pytest.mark.parametrize("many", range(SMALL))
def test_of_fewer_than_five_no_score_is_told(many: int) -> None:
    told = line("a", part(*[(1, 9)] * many, began=30))
    assert told == Line("a", 30, many, None, None, None)


@given(parts())
def test_nobody_is_lost_and_nobody_is_counted_twice(
    given_parts: dict[str, Part],
) -> None:
    shown = lines(given_parts, rest=REST)
    assert sum(one.began for one in shown) == sum(p.began for p in given_parts.values())
    assert sum(one.finished for one in shown) == sum(
        p.finished for p in given_parts.values()
    )


@given(parts())
def test_no_small_part_stands_by_itself_or_can_be_taken_from_the_total(
    given_parts: dict[str, Part],
) -> None:
    shown = lines(given_parts, rest=REST)
    alone = [one for one in shown if one.label != REST]
    assert all(one.began >= SMALL for one in alone)
    hidden = [one for one in shown if one.label == REST]
    # Where all together are fewer, there is nothing else to take them from.
    assert all(one.began >= SMALL or not alone for one in hidden)
    assert len(hidden) <= 1


@given(parts())
def test_all_together_are_what_their_parts_are(given_parts: dict[str, Part]) -> None:
    whole = together(given_parts.values())
    pairs = [pair.percents for p in given_parts.values() for pair in p.pairs]
    assert len(whole.pairs) == len(pairs)
    told = line("all", whole)
    if len(pairs) >= SMALL:
        assert told.before == median(before for before, _after in pairs)
