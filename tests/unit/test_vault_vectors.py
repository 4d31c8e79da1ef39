"""Every format, frozen: what was sealed once opens in every later release."""

import hashlib

import pytest
from nacl import bindings
from tests.vectors.reading import binding_of, unhex, vectors

from romdoul.kernel.secret import Secret
from romdoul.vault import (
    _envelope,
    _record,
    exports,
    keyring,
    keys,
    mailbox,
    opening,
    padding,
    recovery,
    sealing,
    sign,
    statements,
    tokens,
)

FORMATS, TOKENS = vectors("formats"), vectors("tokens")
KINDS = {
    kind.TYPE: kind
    for kind in (
        statements.Certificate,
        statements.EpochStatement,
        statements.GrantStatement,
        statements.KeyAnnouncement,
        statements.CustodianStatement,
    )
}


def secret(text: str) -> Secret:
    return Secret(unhex(text))


@pytest.mark.parametrize("known", FORMATS["binding"])
def test_a_binding_has_one_encoding(known: dict):
    assert binding_of(known).encode() == unhex(known["encoded"])


def test_padding_lengths_are_frozen():
    known = FORMATS["padding"]
    for length, padded in known["padded_length"]:
        assert padding.padded_length(length) == padded
    for length, rounded in known["padme"]:
        assert padding.padme(length) == rounded
    for pair in known["padded"]:
        assert padding.pad(unhex(pair["plain"])) == unhex(pair["padded"])
        assert padding.unpad(unhex(pair["padded"])) == unhex(pair["plain"])


@pytest.mark.parametrize("known", FORMATS["RR1"])
def test_a_record_is_sealed_to_the_same_bytes_and_opens(known: dict):
    key, binding, sealed = (
        secret(known["key"]),
        binding_of(known["binding"]),
        unhex(known["sealed"]),
    )
    plain, nonce = unhex(known["plain"]), unhex(known["nonce"])
    assert _record.seal_record(key, plain, binding, nonce) == sealed
    assert opening.open_record(key, sealed, binding) == plain


@pytest.mark.parametrize("known", FORMATS["RE1"])
def test_an_envelope_is_sealed_to_the_same_bytes_and_opens(known: dict):
    binding, sealed, plain = (
        binding_of(known["binding"]),
        unhex(known["sealed"]),
        unhex(known["plain"]),
    )
    boxed = sealed_box(known)
    made = _envelope._assemble(
        boxed, secret(known["key"]), plain, binding, unhex(known["nonce"])
    )
    assert made == sealed
    private = secret(known["private"])
    assert keys.BoxKeys.of(private).public == unhex(known["public"])
    assert opening.open_envelope(private, sealed, binding) == plain
    assert mailbox.read_answer(private, sealed, binding) == plain


def sealed_box(known: dict) -> bytes:
    """Build crypto_box_seal by its definition, with the ephemeral key given."""
    ephemeral, public = unhex(known["ephemeral"]), unhex(known["public"])
    shown = bindings.crypto_scalarmult_base(ephemeral)
    nonce = hashlib.blake2b(shown + public, digest_size=24).digest()
    return shown + bindings.crypto_box(unhex(known["key"]), nonce, public, ephemeral)


@pytest.mark.parametrize("known", FORMATS["RA1"])
def test_an_attachment_is_sealed_to_the_same_bytes_and_opens(known: dict):
    key, binding, sealed = (
        secret(known["key"]),
        binding_of(known["binding"]),
        unhex(known["sealed"]),
    )
    plain, nonce = unhex(known["plain"]), unhex(known["nonce"])
    assert sealing._seal_attachment(key, plain, binding, nonce) == sealed
    assert b"".join(opening.open_file(key, [sealed], binding)) == plain


@pytest.mark.parametrize("known", FORMATS["RF1"])
def test_a_file_sealed_once_still_opens(known: dict):
    key, binding = secret(known["key"]), binding_of(known["binding"])
    opened = opening.open_file(key, [unhex(known["sealed"])], binding)
    assert b"".join(opened) == unhex(known["plain"])


@pytest.mark.parametrize("known", FORMATS["RK1"])
def test_a_key_ring_is_locked_to_the_same_bytes_and_unlocks(known: dict):
    cost = keyring.Cost(known["opslimit"], known["memory_kib"])
    worker_keys = keys.WorkerKeys.unpack(unhex(known["packed"]))
    random = unhex(known["salt"]), unhex(known["nonce"])
    made = keyring._lock(worker_keys, known["password"], known["worker"], cost, random)
    assert made == unhex(known["sealed"])
    opened = keyring.unlock_keyring(made, known["password"], known["worker"], cost)
    assert opened == worker_keys


@pytest.mark.parametrize("known", FORMATS["RS1"])
def test_a_session_s_ring_is_wrapped_to_the_same_bytes_and_opens(known: dict):
    worker_keys = keys.WorkerKeys.unpack(unhex(known["packed"]))
    aad = keyring._session_aad(known["worker"], known["session"])
    key, nonce = secret(known["session_key"]), unhex(known["nonce"])
    made = keyring._wrap(worker_keys, key, aad, nonce)
    assert made == unhex(known["sealed"])
    opened = keyring.unwrap_for_session(made, key, known["worker"], known["session"])
    assert opened == worker_keys


def test_a_mailbox_key_is_wrapped_to_the_same_bytes_and_opens():
    known = FORMATS["RM1"]
    code_keys = mailbox.slow(known["code"], unhex(known["salt"]))
    pepper, private = secret(known["pepper"]), secret(known["private"])
    assert code_keys.locator == unhex(known["locator"])
    assert code_keys.wrap_key == secret(known["wrap_key"])
    assert mailbox.mailbox_id(pepper, code_keys.locator) == known["mailbox_id"]
    nonces = unhex(known["inner_nonce"]), unhex(known["outer_nonce"])
    inner = mailbox._wrap_inner(code_keys.wrap_key, private, nonces[0])
    stored = mailbox._add_pepper(pepper, inner, known["mailbox_id"], nonces[1])
    assert (inner, stored) == (unhex(known["inner"]), unhex(known["stored"]))
    stripped = mailbox.strip_pepper(pepper, stored, known["mailbox_id"])
    assert mailbox.unwrap_inner(code_keys.wrap_key, stripped) == private


def test_a_pair_s_backup_sealed_once_still_opens():
    known = FORMATS["RP1"]
    a, b = (Secret(known[who]["identity"].encode()) for who in "ab")
    payload = recovery.peel_inner(recovery.peel_outer(unhex(known["sealed"]), a), b)
    assert payload.decode() == known["worker_payload"]
    backup = recovery.unpack_worker(payload)
    assert recovery.pack_worker(backup) == payload
    assert exports.recipient_of(a) == known["a"]["recipient"]
    epoch = recovery.unpack_epoch(known["epoch_payload"].encode())
    assert recovery.pack_epoch(epoch).decode() == known["epoch_payload"]


def test_a_compartment_s_packed_keys_still_unpack():
    known = FORMATS["compartment"]
    unpacked = keys.CompartmentKeys.unpack(unhex(known["packed"]))
    assert unpacked.box.public == unhex(known["public"])
    assert unpacked.pack() == unhex(known["packed"])


@pytest.mark.parametrize("known", FORMATS["statements"]["signed"])
def test_a_statement_has_one_text_one_signature_and_one_digest(known: dict):
    seed = keys.SignKeys.of(secret(FORMATS["statements"]["seed"]))
    stored = statements.Signed(known["body"].encode(), unhex(known["signature"]))
    statement = statements.read(stored, KINDS[known["type"]], seed.public)
    assert statements.sign(seed, statement) == stored
    assert stored.digest() == unhex(known["digest"])


def test_signed_bytes_derived_keys_and_digests_are_frozen():
    for known in FORMATS["sign"]:
        seed = keys.SignKeys.of(secret(known["seed"]))
        message, signature = unhex(known["message"]), unhex(known["signature"])
        assert sign.sign_bytes(seed, message, known["context"]) == signature
        sign.verify_bytes(seed.public, message, signature, known["context"])
    for known in FORMATS["derive"]:
        made = keys.derive(secret(known["key"]), known["purpose"])
        assert made == secret(known["made"])
    for known in FORMATS["digest"]:
        assert sealing.digest(unhex(known["of"])) == unhex(known["digest"])


def test_a_token_once_made_is_never_made_otherwise():
    index_key = secret(TOKENS["index_key"])
    for known in TOKENS["word"]:
        made = tokens.word_token(index_key, known["kind"], known["key"])
        assert made == unhex(known["token"])
    for known in TOKENS["strong"]:
        made = tokens.strong_token(index_key, known["kind"], known["value"])
        assert made == unhex(known["token"])
    every = [known["token"] for kind in ("word", "strong") for known in TOKENS[kind]]
    assert len(set(every)) == len(every)
