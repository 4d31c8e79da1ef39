"""A name's proof: frozen, bound to one thing, and no for anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.vectors.reading import unhex, vectors

from romdoul.kernel.errors import KeyUnfit, SealBroken, UnknownFormat
from romdoul.kernel.secret import Secret
from romdoul.vault.proofs import folded, name_proof, verify_name

PROOFS = vectors("proofs")
KEY = Secret(bytes(32))
HERE = "V-7K2M-9QXA"
names = st.text(min_size=1, max_size=60)


@pytest.mark.parametrize("known", PROOFS["RN1"])
def test_a_proof_once_given_is_given_for_ever(known: dict):
    key = Secret(unhex(PROOFS["key"]))
    assert folded(known["name"]) == known["folded"]
    proof = name_proof(key, known["name"], known["bound_to"])
    assert proof == unhex(known["proof"])
    verify_name(key, proof, known["name"], known["bound_to"])


@given(names, names)
def test_a_proof_holds_of_its_own_name_alone(name: str, other: str):
    proof = name_proof(KEY, name, HERE)
    verify_name(KEY, proof, name, HERE)
    if folded(name) != folded(other):
        with pytest.raises(SealBroken):
            verify_name(KEY, proof, other, HERE)


@given(names)
def test_folding_twice_is_folding_once(name: str):
    assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("sok   dara ", "Sok Dara"),
        ("SOK DARA", "Sok Dara"),
        ("សុខ\u200bស្រីមុំ", "សុខស្រីមុំ"),
        ("មំុ", "មុំ"),
        ("ស្ដ្រី", "ស្ត្រី"),
    ],
)
def test_what_an_eye_cannot_tell_apart_is_one_name(typed: str, printed: str):
    verify_name(KEY, name_proof(KEY, printed, HERE), typed, HERE)


def test_the_same_name_looks_different_on_another_certificate():
    first, second = name_proof(KEY, "Dara", HERE), name_proof(KEY, "Dara", "V-2")
    assert first != second
    with pytest.raises(SealBroken):
        verify_name(KEY, first, "Dara", "V-2")


def test_another_key_proves_nothing():
    proof = name_proof(Secret(b"1" * 32), "Dara", HERE)
    with pytest.raises(SealBroken):
        verify_name(KEY, proof, "Dara", HERE)


@pytest.mark.parametrize("at", range(3, 35))
def test_an_altered_proof_is_refused(at: int):
    proof = bytearray(name_proof(KEY, "Dara", HERE))
    proof[at] ^= 1
    with pytest.raises(SealBroken):
        verify_name(KEY, bytes(proof), "Dara", HERE)


def test_an_unknown_mark_or_a_cut_one_is_refused():
    proof = name_proof(KEY, "Dara", HERE)
    with pytest.raises(UnknownFormat):
        verify_name(KEY, b"RN2" + proof[3:], "Dara", HERE)
    for length in range(35):
        with pytest.raises(SealBroken):
            verify_name(KEY, proof[:length], "Dara", HERE)


def test_a_short_key_is_refused():
    with pytest.raises(KeyUnfit):
        name_proof(Secret(b"short"), "Dara", HERE)
