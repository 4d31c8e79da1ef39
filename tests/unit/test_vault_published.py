"""The primitives are the published ones: each against its own standard's vector."""

import hashlib

import pytest
from nacl import bindings
from tests.vectors.reading import unhex, vectors

from romdoul.kernel.secret import Secret
from romdoul.vault import _aead
from romdoul.vault.keys import BoxKeys, SignKeys
from romdoul.vault.sign import sign_detached, verify_detached

PUBLISHED = vectors("published")


def test_xchacha20_poly1305_is_the_draft_s():
    known = PUBLISHED["xchacha20poly1305"]
    key, nonce, aad = (unhex(known[name]) for name in ("key", "nonce", "aad"))
    sealed = _aead.seal(key, unhex(known["plain"]), aad, nonce)
    assert sealed == nonce + unhex(known["sealed"])
    assert _aead.unseal(key, sealed, aad, ref="row") == unhex(known["plain"])


@pytest.mark.parametrize("size", [0, 1, 64, 2000, 100_000])
def test_our_call_of_libsodium_makes_what_pynacl_s_own_wrapper_makes(size: int):
    key, nonce, aad, plain = bytes(range(32)), bytes(24), b"row", b"x" * size
    wrapped = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        plain, aad, nonce, key
    )
    assert _aead.seal(key, plain, aad, nonce) == nonce + wrapped
    assert _aead.unseal(key, nonce + wrapped, aad, ref="row") == plain


@pytest.mark.parametrize("known", PUBLISHED["ed25519"]["tests"])
def test_ed25519_is_rfc_8032_s(known: dict[str, str]):
    keys = SignKeys.of(Secret(unhex(known["seed"])))
    message, signature = unhex(known["message"]), unhex(known["signature"])
    assert keys.public == unhex(known["public"])
    assert sign_detached(keys, message) == signature
    verify_detached(keys.public, message, signature, "test")


def test_x25519_is_rfc_7748_s():
    known, base = PUBLISHED["x25519"], PUBLISHED["x25519_base"]
    made = bindings.crypto_scalarmult(unhex(known["scalar"]), unhex(known["u"]))
    assert made == unhex(known["out"])
    assert BoxKeys.of(Secret(unhex(base["private"]))).public == unhex(base["public"])


def test_a_sealed_box_is_libsodium_s():
    known = PUBLISHED["sealed_box"]
    public, private, sealed = (
        unhex(known[name]) for name in ("public", "private", "sealed")
    )
    opened = bindings.crypto_box_seal_open(sealed, public, private)
    assert opened == unhex(known["plain"])


@pytest.mark.parametrize("known", PUBLISHED["scrypt"]["tests"])
def test_scrypt_is_rfc_7914_s(known: dict):
    made = hashlib.scrypt(
        known["password"].encode(),
        salt=known["salt"].encode(),
        n=known["n"],
        r=known["r"],
        p=known["p"],
        maxmem=2**26,
        dklen=64,
    )
    assert made == unhex(known["out"])


@pytest.mark.parametrize("known", PUBLISHED["argon2id"]["tests"])
def test_argon2id_is_libsodium_s(known: dict):
    made = bindings.crypto_pwhash_alg(
        len(unhex(known["out"])),
        unhex(known["passwd"]),
        unhex(known["salt"]),
        known["opslimit"],
        known["memlimit"],
        bindings.crypto_pwhash_ALG_ARGON2ID13,
    )
    assert made == unhex(known["out"])


def test_blake2b_is_rfc_7693_s():
    known = PUBLISHED["blake2b"]
    assert hashlib.blake2b(unhex(known["plain"])).digest() == unhex(known["digest"])
