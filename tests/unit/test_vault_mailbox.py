"""A mailbox opens with its receipt code, and the database alone cannot try one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.kernel.errors import KeyUnfit, SealBroken, UnknownFormat, WrongCode
from romdoul.kernel.secret import Secret
from romdoul.vault.binding import Binding
from romdoul.vault.keys import new_box_keys, new_key
from romdoul.vault.mailbox import (
    add_pepper,
    mailbox_id,
    new_code,
    normalise_code,
    read_answer,
    slow,
    strip_pepper,
    unwrap_inner,
    wrap_inner,
)
from romdoul.vault.sealing import seal_to
from romdoul.vault.tokens import strong_token, word_token

CODE, SALT = "0123456789012345", b"salt of this installation"
KEYS, PEPPER = new_box_keys(), new_key()
CODE_KEYS = slow(CODE, SALT)
BOX = mailbox_id(PEPPER, CODE_KEYS.locator)
INNER = wrap_inner(CODE_KEYS.wrap_key, KEYS.private)
STORED = add_pepper(PEPPER, INNER, BOX)
ANSWER = Binding("inbox_answer", "m1", 1, BOX, 0)


def test_a_code_opens_the_answer_that_was_sealed_to_its_mailbox():
    sealed = seal_to(KEYS.public, b"We are listening.", ANSWER)
    stripped = strip_pepper(PEPPER, STORED, BOX)
    private = unwrap_inner(slow(CODE, SALT).wrap_key, stripped)
    assert read_answer(private, sealed, ANSWER) == b"We are listening."


@pytest.mark.parametrize(
    ("code", "salt"), [("0123456789012346", SALT), (CODE, b"another installation")]
)
def test_another_code_finds_no_mailbox_and_opens_none(code: str, salt: bytes):
    other = slow(code, salt)
    assert mailbox_id(PEPPER, other.locator) != BOX
    with pytest.raises(WrongCode):
        unwrap_inner(other.wrap_key, INNER)


def test_the_database_without_the_pepper_names_and_opens_nothing():
    assert mailbox_id(new_key(), CODE_KEYS.locator) != BOX
    with pytest.raises(SealBroken):
        strip_pepper(new_key(), STORED, BOX)
    with pytest.raises(WrongCode):
        unwrap_inner(CODE_KEYS.wrap_key, STORED[3:])


def test_a_stored_key_put_in_another_mailbox_does_not_open():
    with pytest.raises(SealBroken):
        strip_pepper(PEPPER, STORED, mailbox_id(PEPPER, bytes(32)))


def test_a_stored_key_of_another_format_is_named_as_such():
    with pytest.raises(UnknownFormat):
        strip_pepper(PEPPER, b"RM2" + STORED[3:], BOX)


@settings(deadline=None, max_examples=100)
@given(bit=st.integers(min_value=24, max_value=8 * len(STORED) - 1))
def test_an_altered_or_cut_stored_key_does_not_open(bit: int):
    altered = bytearray(STORED)
    altered[bit // 8] ^= 1 << bit % 8
    for broken in (bytes(altered), STORED[: bit // 8]):
        with pytest.raises(SealBroken):
            strip_pepper(PEPPER, broken, BOX)


@settings(deadline=None, max_examples=100)
@given(bit=st.integers(min_value=0, max_value=8 * len(INNER) - 1))
def test_an_altered_or_cut_inner_wrap_opens_with_no_code(bit: int):
    altered = bytearray(INNER)
    altered[bit // 8] ^= 1 << bit % 8
    for broken in (bytes(altered), INNER[: bit // 8]):
        with pytest.raises(WrongCode):
            unwrap_inner(CODE_KEYS.wrap_key, broken)


def test_an_answer_opens_only_in_its_own_mailbox_and_place():
    sealed = seal_to(KEYS.public, b"text", ANSWER)
    elsewhere = Binding("inbox_answer", "m2", 1, BOX, 0)
    with pytest.raises(SealBroken):
        read_answer(KEYS.private, sealed, elsewhere)
    with pytest.raises(SealBroken):
        read_answer(new_box_keys().private, sealed, ANSWER)


def test_only_a_private_key_is_wrapped():
    with pytest.raises(KeyUnfit):
        wrap_inner(CODE_KEYS.wrap_key, Secret(b"short"))


def test_a_code_has_16_digits_and_is_never_twice_the_same():
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(code) == 16 and code.isascii() for code in codes)
    assert {normalise_code(code) for code in codes} == codes
    assert {code[0] for code in codes} == set("0123456789")


@pytest.mark.parametrize(
    "typed",
    [
        "0123 4567 8901 2345",
        "0123-4567-8901-2345",
        "០១២៣ ៤៥៦៧ ៨៩០១ ២៣៤៥",
        "\u200b០១២៣\u200b4567—8901\n2345 ",
        "0123.4567.8901.2345",
        "٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥",
    ],
)
def test_a_code_is_understood_as_people_type_it(typed: str):
    assert normalise_code(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "0123", CODE + "6", "O123456789012345", "²123456789012345", "-" * 16]
)
def test_what_is_no_code_is_none(typed: str):
    assert normalise_code(typed) is None


@given(typed=st.text())
def test_any_text_is_16_ascii_digits_or_none(typed: str):
    code = normalise_code(typed)
    assert code is None or (len(code) == 16 and code.isascii() and code.isdigit())


def test_tokens_meet_only_within_their_kind_and_key():
    mine, other = new_key(), new_key()
    for make in (word_token, strong_token):
        token = make(mine, "phone", "+85512000000")
        assert make(mine, "phone", "+85512000000") == token
        assert len(token) == 16
        assert make(mine, "name", "+85512000000") != token
        assert make(mine, "phone", "+85512000001") != token
        assert make(other, "phone", "+85512000000") != token
