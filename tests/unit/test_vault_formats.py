"""What is sealed opens for its own row and key, and in no other way."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.kernel.errors import Broken, KeyUnfit, SealBroken, UnknownFormat
from romdoul.kernel.secret import Secret
from romdoul.vault.binding import Binding
from romdoul.vault.keys import BoxKeys, new_box_keys, new_key
from romdoul.vault.opening import open_envelope, open_file, open_json, open_record
from romdoul.vault.padding import pad, padded_length, unpad
from romdoul.vault.records import seal_record
from romdoul.vault.sealing import FileSealer, seal_attachment, seal_to

ROW = Binding("cases_case", "C-7K2M-9QXA", 3, "K-0000-0001", 2)
ELSEWHERE = [
    replace(ROW, table="cases_note"),
    replace(ROW, row="C-7K2M-9QXB"),
    replace(ROW, version=2),
    replace(ROW, compartment="K-0000-0002"),
    replace(ROW, epoch=1),
    # Joined without lengths, these two would be the same bytes as ROW.
    replace(ROW, table="cases_caseC", row="-7K2M-9QXA"),
    replace(ROW, version=33, row="C-7K2M-9QXA", compartment="-0000-0001"),
]


class Format(NamedTuple):
    """One format: its mark, how it is sealed and opened, a key of its kind."""

    mark: bytes
    seal: Callable[[Secret, bytes, Binding], bytes]
    open: Callable[[Secret, bytes, Binding], bytes]


def seal_file(key: Secret, plain: bytes, binding: Binding) -> bytes:
    sealer = FileSealer(key, binding)
    return sealer.header + sealer.push(plain) + sealer.finish()


def open_whole(key: Secret, sealed: bytes, binding: Binding) -> bytes:
    return b"".join(open_file(key, [sealed], binding))


def seal_to_pair_of(private: Secret, plain: bytes, binding: Binding) -> bytes:
    return seal_to(BoxKeys.of(private).public, plain, binding)


FORMATS = [
    Format(b"RR1", seal_record, open_record),
    Format(b"RE1", seal_to_pair_of, open_envelope),
    Format(b"RA1", seal_attachment, open_whole),
    Format(b"RF1", seal_file, open_whole),
]
each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.mark.decode())
KEY = new_key()


@each_format
@settings(deadline=None, max_examples=40)
@given(plain=st.binary(max_size=3000), row=st.text(max_size=20))
def test_any_bytes_open_again_for_their_own_row(form: Format, plain: bytes, row: str):
    binding = replace(ROW, row=row)
    sealed = form.seal(KEY, plain, binding)
    assert sealed.startswith(form.mark)
    assert form.open(KEY, sealed, binding) == plain


@each_format
def test_the_same_text_is_never_sealed_to_the_same_bytes(form: Format):
    assert form.seal(KEY, b"text", ROW) != form.seal(KEY, b"text", ROW)


@each_format
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_any_flipped_bit_breaks_the_seal(form: Format, data: st.DataObject):
    sealed = bytearray(form.seal(KEY, b"what was said", ROW))
    bit = data.draw(st.integers(min_value=24, max_value=8 * len(sealed) - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken) as caught:
        form.open(KEY, bytes(sealed), ROW)
    assert caught.value.ref == ROW.row


@each_format
@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_any_cut_breaks_the_seal(form: Format, data: st.DataObject):
    sealed = form.seal(KEY, b"what was said", ROW)
    length = data.draw(st.integers(min_value=0, max_value=len(sealed) - 1))
    with pytest.raises(SealBroken):
        form.open(KEY, sealed[:length], ROW)


@each_format
@settings(deadline=None, max_examples=30)
@given(tail=st.binary(min_size=1, max_size=40))
def test_any_tail_breaks_the_seal(form: Format, tail: bytes):
    with pytest.raises(SealBroken):
        form.open(KEY, form.seal(KEY, b"what was said", ROW) + tail, ROW)


@each_format
@pytest.mark.parametrize("other", ELSEWHERE)
def test_a_ciphertext_moved_elsewhere_does_not_open(form: Format, other: Binding):
    with pytest.raises(SealBroken) as caught:
        form.open(KEY, form.seal(KEY, b"text", ROW), other)
    assert caught.value.ref == other.row


@each_format
def test_another_key_does_not_open(form: Format):
    with pytest.raises(SealBroken):
        form.open(new_key(), form.seal(KEY, b"text", ROW), ROW)


@each_format
@settings(deadline=None, max_examples=60)
@given(mark=st.binary(min_size=3, max_size=3))
def test_an_unknown_mark_is_named_as_such(form: Format, mark: bytes):
    sealed = form.seal(KEY, b"text", ROW)
    if mark in {b"RA1", b"RF1", form.mark}:
        return
    with pytest.raises(UnknownFormat):
        form.open(KEY, mark + sealed[3:], ROW)


@pytest.mark.parametrize("mark", [b"RA1", b"RF1"])
def test_a_file_under_the_other_file_s_mark_does_not_open(mark: bytes):
    seal = seal_file if mark == b"RA1" else seal_attachment
    with pytest.raises(SealBroken):
        open_whole(KEY, mark + seal(KEY, b"text", ROW)[3:], ROW)


@each_format
@settings(deadline=None, max_examples=100)
@given(junk=st.binary(max_size=200), marked=st.booleans())
def test_junk_never_opens_to_anything(form: Format, junk: bytes, marked: bool):  # noqa: FBT001
    with pytest.raises(Broken):
        form.open(KEY, form.mark + junk if marked else junk, ROW)


@each_format
@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused_before_any_use(form: Format, length: int):
    sealed = form.seal(KEY, b"text", ROW)
    with pytest.raises(KeyUnfit):
        form.seal(Secret(bytes(length)), b"text", ROW)
    with pytest.raises(KeyUnfit):
        form.open(Secret(bytes(length)), sealed, ROW)


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(33), bytes(32)])
def test_nothing_is_sealed_to_what_is_no_public_key(public: bytes):
    with pytest.raises(KeyUnfit):
        seal_to(public, b"text", ROW)


def test_only_the_owner_of_a_key_pair_opens_what_is_sealed_to_it():
    hers, his = new_box_keys(), new_box_keys()
    sealed = seal_to(hers.public, b"text", ROW)
    assert open_envelope(hers.private, sealed, ROW) == b"text"
    with pytest.raises(SealBroken):
        open_envelope(his.private, sealed, ROW)


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        (b'{"v": 1, "text": "\xe1\x9e\x80"}', {"v": 1, "text": "ក"}),
        (b'"\\ud83d"', "\ud83d"),
        (b"[]", []),
    ],
)
def test_a_record_s_json_is_parsed(plain: bytes, value: object):
    assert open_json(KEY, seal_record(KEY, plain, ROW), ROW) == value


@pytest.mark.parametrize(
    "plain", [b"", b"{", b"\xff", b"{}{}", b"[" * 100_000], ids=len
)
def test_a_record_that_is_no_json_is_broken(plain: bytes):
    with pytest.raises(SealBroken) as caught:
        open_json(KEY, seal_record(KEY, plain, ROW), ROW)
    assert (caught.value.ref, caught.value.reason) == (ROW.row, "json")


@settings(deadline=None)
@given(plain=st.binary(max_size=5000))
def test_padding_comes_off_again(plain: bytes):
    padded = pad(plain)
    assert unpad(padded) == plain
    assert len(padded) == padded_length(len(plain)) >= 256


@settings(deadline=None)
@given(length=st.integers(min_value=256, max_value=2**40))
def test_padding_adds_no_more_than_an_eighth(length: int):
    assert length < padded_length(length) <= length * 1.125 + 1


@pytest.mark.parametrize("padded", [b"", bytes(256), b"text", b"\x80\x01", b"\x80 \0"])
def test_what_was_not_padded_is_refused(padded: bytes):
    with pytest.raises(SealBroken):
        unpad(padded, "row")


def test_lengths_of_short_answers_cannot_be_told_apart():
    lengths = {len(seal_to_pair_of(KEY, b"x" * n, ROW)) for n in range(256)}
    assert len(lengths) == 1
