"""What a process seals for itself opens there, as what it was, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.kernel.errors import SealBroken
from romdoul.vault.own import OwnSeal

OURS = OwnSeal()
SEALED = OURS.seal(b"an answer", "draft")


@given(st.binary(max_size=300), st.text(max_size=8))
def test_what_was_sealed_is_taken_back(plain: bytes, about: str) -> None:
    assert OURS.open(OURS.seal(plain, about), about) == plain


def test_the_same_is_never_sealed_alike() -> None:
    assert OURS.seal(b"an answer", "draft") != SEALED
    assert b"an answer" not in SEALED


def test_another_process_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        OwnSeal().open(SEALED, "draft")


def test_it_does_not_open_as_something_else() -> None:
    with pytest.raises(SealBroken):
        OURS.open(SEALED, "box")


@pytest.mark.parametrize("place", range(len(SEALED)))
def test_an_altered_byte_is_noticed(place: int) -> None:
    altered = bytearray(SEALED)
    altered[place] ^= 1
    with pytest.raises(SealBroken):
        OURS.open(bytes(altered), "draft")


@pytest.mark.parametrize("length", [0, 1, 39, len(SEALED) - 1])
def test_what_was_cut_is_noticed(length: int) -> None:
    with pytest.raises(SealBroken):
        OURS.open(SEALED[:length], "draft")
