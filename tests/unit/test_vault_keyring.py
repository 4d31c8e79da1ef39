"""A worker's keys open with their own password, and for their own worker."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.kernel.errors import KeyUnfit, SealBroken, UnknownFormat, WrongPassword
from romdoul.vault import keyring
from romdoul.vault.keyring import (
    CEILING,
    STANDARD,
    Cost,
    lock_keyring,
    unlock_keyring,
    unwrap_for_session,
    wrap_for_session,
)
from romdoul.vault.keys import CompartmentKeys, WorkerKeys, new_key, new_worker_keys

KEYS = new_worker_keys()
CHEAP = Cost(opslimit=1, memory_kib=64)
RING = lock_keyring(KEYS, "a long password", "W-1", CHEAP)
COST_AT = slice(3, 11)


def test_the_password_opens_the_key_ring():
    assert unlock_keyring(RING, "a long password", "W-1", CHEAP) == KEYS


def test_the_standard_cost_is_at_least_what_the_design_asks():
    assert STANDARD.covers(Cost(opslimit=3, memory_kib=64 * 1024))
    ring = lock_keyring(KEYS, "a long password", "W-1")
    assert unlock_keyring(ring, "a long password", "W-1") == KEYS


@pytest.mark.parametrize("typed", ["a long passwore", "", "A long password"])
def test_another_password_opens_nothing(typed: str):
    with pytest.raises(WrongPassword):
        unlock_keyring(RING, typed, "W-1", CHEAP)


def test_one_worker_s_key_ring_is_not_another_s():
    with pytest.raises(WrongPassword):
        unlock_keyring(RING, "a long password", "W-2", CHEAP)


def test_a_password_is_the_same_however_a_keyboard_composes_it():
    ring = lock_keyring(KEYS, "cafe\u0301 \ufb01", "W-1", CHEAP)
    assert unlock_keyring(ring, "caf\u00e9 fi", "W-1", CHEAP) == KEYS


def test_a_key_ring_that_is_cheap_to_guess_is_refused_unless_asked_for():
    with pytest.raises(SealBroken) as caught:
        unlock_keyring(RING, "a long password", "W-1")
    assert caught.value.reason == "cost"


@pytest.mark.parametrize(
    "cost",
    [
        Cost(STANDARD.opslimit - 1, STANDARD.memory_kib),
        Cost(STANDARD.opslimit, STANDARD.memory_kib - 1),
        Cost(CEILING.opslimit + 1, STANDARD.memory_kib),
        Cost(STANDARD.opslimit, CEILING.memory_kib + 1),
        Cost(0, 0),
        Cost(2**32 - 1, 2**32 - 1),
    ],
)
def test_a_forged_cost_is_refused_before_it_is_paid(
    cost: Cost, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keyring, "_stretch", lambda *_: pytest.fail("it was paid"))
    stated = cost.opslimit.to_bytes(4, "big") + cost.memory_kib.to_bytes(4, "big")
    with pytest.raises(SealBroken) as caught:
        unlock_keyring(RING[:3] + stated + RING[11:], "a long password", "W-1")
    assert caught.value.reason == "cost"


@settings(deadline=None, max_examples=80)
@given(bit=st.integers(min_value=8 * COST_AT.stop, max_value=8 * len(RING) - 1))
def test_any_flipped_bit_of_a_key_ring_opens_nothing(bit: int):
    altered = bytearray(RING)
    altered[bit // 8] ^= 1 << bit % 8
    with pytest.raises(WrongPassword):
        unlock_keyring(bytes(altered), "a long password", "W-1", CHEAP)


def test_another_cost_than_the_one_it_was_locked_with_opens_nothing():
    dearer = (2).to_bytes(4, "big") + RING[7:11]
    with pytest.raises(WrongPassword):
        unlock_keyring(RING[:3] + dearer + RING[11:], "a long password", "W-1", CHEAP)


@pytest.mark.parametrize("length", [0, 2, 3, 10, 30, len(RING) - 1])
def test_a_cut_key_ring_is_broken(length: int):
    with pytest.raises(SealBroken):
        unlock_keyring(RING[:length], "a long password", "W-1", CHEAP)
    with pytest.raises(SealBroken):
        unlock_keyring(RING + b"x", "a long password", "W-1", CHEAP)


def test_a_key_ring_of_another_format_is_named_as_such():
    with pytest.raises(UnknownFormat):
        unlock_keyring(b"RK2" + RING[3:], "a long password", "W-1", CHEAP)
    with pytest.raises(UnknownFormat):
        unwrap_for_session(RING, new_key(), "W-1", "s1")


def test_a_session_s_cookie_opens_its_own_keys():
    cookie = new_key()
    wrapped = wrap_for_session(KEYS, cookie, "W-1", "s1")
    assert unwrap_for_session(wrapped, cookie, "W-1", "s1") == KEYS


def test_another_cookie_session_or_worker_opens_nothing():
    cookie = new_key()
    wrapped = wrap_for_session(KEYS, cookie, "W-1", "s1")
    for key, worker, session in (
        (new_key(), "W-1", "s1"),
        (cookie, "W-2", "s1"),
        (cookie, "W-1", "s2"),
        (cookie, "W-1s", "1"),
    ):
        with pytest.raises(SealBroken):
            unwrap_for_session(wrapped, key, worker, session)


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_an_altered_or_cut_session_wrap_opens_nothing(data: st.DataObject):
    cookie = new_key()
    wrapped = bytearray(wrap_for_session(KEYS, cookie, "W-1", "s1"))
    bit = data.draw(st.integers(min_value=24, max_value=8 * len(wrapped) - 1))
    wrapped[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        unwrap_for_session(bytes(wrapped), cookie, "W-1", "s1")
    with pytest.raises(SealBroken):
        unwrap_for_session(bytes(wrapped[: bit // 8]), cookie, "W-1", "s1")


@pytest.mark.parametrize("kind", [WorkerKeys, CompartmentKeys])
@pytest.mark.parametrize("length", [0, 32, 63, 65])
def test_packed_keys_of_another_length_are_refused(
    kind: type[WorkerKeys | CompartmentKeys], length: int
):
    with pytest.raises(KeyUnfit):
        kind.unpack(bytes(length))


def test_keys_neither_print_nor_pickle_their_private_halves():
    private = KEYS.box.private.reveal()
    assert repr(private)[2:-1] not in repr(KEYS)
    assert private.hex() not in repr(KEYS)
    with pytest.raises(TypeError):
        pickle.dumps(KEYS)
