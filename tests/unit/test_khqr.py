"""A KHQR code says what was asked, and one that was altered is none."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from romdoul.site.giving.khqr import Khqr, NoKhqr, checksum_of, drawn, read
from romdoul.site.giving.writing import written

OURS = Khqr("romdoul_gifts@demo", "ROMDOUL DEMO", "Phnom Penh", "USD")
NAMES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ ", min_size=1, max_size=25)


def test_the_checksum_is_the_one_of_the_standard() -> None:
    """The check value of CRC-16/CCITT-FALSE."""
    assert checksum_of("123456789") == "29B1"


@given(NAMES, st.sampled_from(["USD", "KHR"]))
def test_what_is_written_reads_the_same(name: str, currency: str) -> None:
    wanted = Khqr("somebody@bank", name, "Siem Reap", currency)
    assert read(written(wanted)) == wanted


def test_it_is_for_any_amount() -> None:
    code = written(OURS)
    assert code.startswith("000201010211")
    assert "54" not in re.findall(r"^000201010211|54\d\d\d", code)[1:]


@pytest.mark.parametrize("at", range(0, 90, 7))
def test_a_code_with_another_character_is_refused(at: int) -> None:
    code = written(OURS)
    other = "A" if code[at] != "A" else "B"
    with pytest.raises(NoKhqr):
        read(code[:at] + other + code[at + 1 :])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5802KH", "5802TH"),
        ("5303840", "5303978"),
        ("010211", "010212"),
        ("5912ROMDOUL DEMO", ""),
        ("romdoul_gifts@demo", "romdoul-gifts.demo"),
        ("5802KH", "54015" + "5802KH"),
    ],
)
def test_one_that_says_what_a_gift_must_not_is_refused_with_a_right_checksum(
    old: str, new: str
) -> None:
    body = written(OURS)[:-4].replace(old, new)
    with pytest.raises(NoKhqr):
        read(body + checksum_of(body))


@pytest.mark.parametrize("code", ["", "0", "000201", "ក" * 20, "9999" + "6304"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(NoKhqr):
        read(code)


@pytest.mark.parametrize(
    "account", ["", "nobody", "a@B", "x" * 33 + "@bank", "a b@bank"]
)
def test_what_is_no_account_gets_no_code(account: str) -> None:
    with pytest.raises(NoKhqr):
        written(Khqr(account, "ROMDOUL", "Phnom Penh", "USD"))


def test_it_is_drawn_black_on_white_and_says_nothing_in_words() -> None:
    address = drawn(written(OURS))
    assert address.startswith("data:image/svg+xml")
    svg = unquote(address)
    assert "#fff" in svg
    assert "#000" in svg
    assert "romdoul" not in svg
