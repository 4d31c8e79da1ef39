"""A file of any size is sealed as it passes, and known to be whole or not."""

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.kernel.errors import SealBroken
from romdoul.kernel.secret import Secret
from romdoul.vault.binding import Binding
from romdoul.vault.keys import new_key
from romdoul.vault.opening import open_file
from romdoul.vault.sealing import CHUNK, FileSealer

ROW = Binding("inbox_attachment", "a1", 1, "K-0000-0001", 2)
KEY = new_key()
MEBIBYTE = 1024 * 1024
SEALED_CHUNK = CHUNK + 17
HEADER = 3 + 24


def seal(pieces: list[bytes], key: Secret = KEY) -> list[bytes]:
    sealer = FileSealer(key, ROW)
    return [sealer.header, *map(sealer.push, pieces), sealer.finish()]


def opened(pieces: list[bytes]) -> bytes:
    return b"".join(open_file(KEY, pieces, ROW))


def in_pieces(whole: bytes, size: int) -> list[bytes]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]


@settings(deadline=None, max_examples=25)
@given(
    length=st.integers(min_value=0, max_value=3 * CHUNK + 10),
    pushed=st.integers(min_value=1, max_value=2 * CHUNK),
    read=st.integers(min_value=1000, max_value=2 * CHUNK),
)
def test_pieces_may_have_any_size_on_both_sides(length: int, pushed: int, read: int):
    plain = (b"0123456789abcdef-" * (length // 17 + 1))[:length]
    sealed = b"".join(seal(in_pieces(plain, pushed)))
    assert opened(in_pieces(sealed, read)) == plain


@pytest.mark.parametrize(
    "length", [0, 1, 4095, 4096, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK]
)
def test_lengths_at_the_edges_of_a_chunk_open(length: int):
    plain = b"\x80" * length
    sealed = b"".join(seal([plain]))
    assert opened([sealed]) == plain
    full, rest = divmod(length, CHUNK)
    last = (rest // 4096 + 1) * 4096 + 17
    assert len(sealed) == HEADER + full * SEALED_CHUNK + last


def test_pieces_of_nothing_change_nothing():
    sealed = seal([b"", b"text", b""])
    assert opened([b"", *sealed, b"", b""]) == b"text"


def test_chunks_dropped_swapped_or_repeated_break_the_seal():
    sealed = b"".join(seal([bytes(4 * CHUNK)]))
    head, chunks = sealed[:HEADER], in_pieces(sealed[HEADER:], SEALED_CHUNK)
    assert opened([head, *chunks]) == bytes(4 * CHUNK)
    first, second, *rest = chunks
    for altered in (
        [second, first, *rest],
        [first, *rest],
        [first, first, second, *rest],
        [first, second, *rest[:-1]],
        [*rest],
        chunks + chunks[-1:],
        [],
    ):
        with pytest.raises(SealBroken):
            opened([head, *altered])


def test_a_file_cut_at_a_chunk_is_not_taken_for_whole():
    pieces = seal([bytes(2 * CHUNK)])
    with pytest.raises(SealBroken):
        opened(pieces[:-1])


@pytest.mark.parametrize("tail", [b"x", bytes(SEALED_CHUNK)], ids=len)
def test_nothing_may_follow_a_last_chunk_of_full_length(tail: bytes):
    sealed = b"".join(seal([bytes(CHUNK - 1)]))
    assert len(sealed) == HEADER + SEALED_CHUNK
    for pieces in ([sealed + tail], [sealed, tail], [sealed, b"", tail]):
        with pytest.raises(SealBroken) as caught:
            opened(pieces)
        assert caught.value.reason == "tail"


def test_chunks_of_another_file_under_the_same_key_do_not_fit():
    one, other = (b"".join(seal([bytes(2 * CHUNK)])) for _ in range(2))
    with pytest.raises(SealBroken):
        opened([one[: HEADER + SEALED_CHUNK], other[HEADER + SEALED_CHUNK :]])


def test_a_finished_file_takes_nothing_more():
    sealer = FileSealer(KEY, ROW)
    sealer.finish()
    with pytest.raises(RuntimeError):
        sealer.push(b"more")
    with pytest.raises(RuntimeError):
        sealer.finish()


def test_sealing_and_opening_64_mebibytes_takes_constant_memory():
    sealer = FileSealer(KEY, ROW)

    def sealed() -> Iterator[bytes]:
        yield sealer.header
        for _ in range(64):
            yield sealer.push(bytes(MEBIBYTE))
        yield sealer.finish()

    tracemalloc.start()
    try:
        length = sum(map(len, open_file(KEY, sealed(), ROW)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert length == 64 * MEBIBYTE
    assert peak < 8 * MEBIBYTE
