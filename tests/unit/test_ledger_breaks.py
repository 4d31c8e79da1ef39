"""A break in a chain is told from what only follows from it."""

from typing import cast

from hypothesis import assume, given
from hypothesis import strategies as st

from romdoul.ledger.breaks import Break, explain
from romdoul.ledger.chain import digest, genesis
from romdoul.ledger.findings import Finding, Kind
from romdoul.ledger.reading import End, Row
from romdoul.ledger.stores import Store

LENGTH = 12
places = st.integers(1, LENGTH)


def chain() -> list[Row]:
    previous, rows = genesis(Store.SITE), []
    for seq in range(1, LENGTH + 1):
        link = (seq, 10 * seq, b"W-1", b"case.changed", b"C-%d" % seq, b"", b"")
        previous = digest(link, previous)
        rows.append((*link, previous))
    return rows


def walked(rows: list[Row]) -> list[Finding]:
    """Explain a chain as it is walked: every entry against the digest before it."""
    end, breaks = End(0, genesis(Store.SITE)), []
    for row in rows:
        if digest(row[:7], end.digest) != row[7]:
            breaks.append(Break(row, end.digest))
        end = End(row[0], row[7])
    return list(explain(breaks))


def test_a_whole_chain_has_nothing_to_explain() -> None:
    assert walked(chain()) == []


@given(places, places)
def test_any_two_entries_that_changed_places_are_named(one: int, other: int) -> None:
    assume(one < other)
    rows = chain()
    a, b = rows[one - 1], rows[other - 1]
    rows[one - 1], rows[other - 1] = (one, *b[1:]), (other, *a[1:])
    assert walked(rows) == [Finding(Kind.ORDER_BROKEN, f"{one}, {other}")]


@given(places, st.integers(1, 5), st.binary(min_size=1, max_size=5))
def test_any_altered_value_is_named_at_its_entry(
    place: int, column: int, value: bytes
) -> None:
    rows = chain()
    row: list[object] = [*rows[place - 1]]
    row[column] = len(value) if column == 1 else value
    assume(tuple(row) != rows[place - 1])
    rows[place - 1] = cast("Row", tuple(row))
    assert walked(rows) == [Finding(Kind.ENTRY_ALTERED, str(place))]


@given(places, st.integers(0, 255))
def test_any_altered_bit_of_a_digest_is_named_at_its_entry(
    place: int, bit: int
) -> None:
    rows = chain()
    stored = int.from_bytes(rows[place - 1][7]) ^ (1 << bit)
    rows[place - 1] = (*rows[place - 1][:7], stored.to_bytes(32))
    assert walked(rows) == [Finding(Kind.ENTRY_ALTERED, str(place))]
