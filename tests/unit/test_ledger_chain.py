"""How entries chain: frozen bytes, and no two entries that share them."""

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from romdoul.ledger.chain import Link, digest, genesis
from romdoul.ledger.stores import Store

LINK: Link = (
    7,
    1_767_225_600_000_000,
    b"W-7K2M-9QXA",
    b"case.changed",
    b"C-1111-2222",
    b"K-3333-4444",
    bytes(range(32)),
)
texts = st.text(max_size=6).map(str.encode)
links = st.tuples(
    st.integers(1, 2**60),
    st.integers(0, 2**60),
    texts,
    texts,
    texts,
    texts,
    st.sampled_from([b"", bytes(32)]),
)


def test_the_digest_of_an_entry_never_changes() -> None:
    assert digest(LINK, genesis(Store.CASEWORK)).hex() == (
        "086658df342bfea5a7f36afd3a38dc6db4f560b270e85e945331b194bfbed0a5"
    )
    assert genesis(Store.CASEWORK).hex() == (
        "65c1214b10a91aa4076a26c443255bbcf908e4d5c3d5a54bc705e52991b8aabe"
    )


def test_each_store_starts_from_a_digest_of_its_own() -> None:
    assert len({genesis(store) for store in Store}) == len(Store)


def test_every_field_and_the_entry_before_are_part_of_the_digest() -> None:
    changed = [(LINK, b"\1" * 32)]
    for place, value in enumerate(LINK):
        other = value + 1 if isinstance(value, int) else value[1:]
        link = (*LINK[:place], other, *LINK[place + 1 :])
        changed.append((cast("Link", link), bytes(32)))
    digests = {digest(link, previous) for link, previous in changed}
    assert len(digests | {digest(LINK, bytes(32))}) == len(LINK) + 2


@given(links, links)
def test_two_entries_that_differ_have_digests_that_differ(a: Link, b: Link) -> None:
    assert (a == b) == (digest(a, bytes(32)) == digest(b, bytes(32)))
