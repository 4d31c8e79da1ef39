"""Signed statements say one thing, for one purpose, by one key."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from romdoul.kernel.errors import CertificateBroken, SignatureBroken
from romdoul.vault.keys import SignKeys, WorkerKeys, new_sign_keys, new_worker_keys
from romdoul.vault.sign import sign_bytes, sign_detached, verify_bytes
from romdoul.vault.statements import (
    CONTEXT,
    Certificate,
    CustodianStatement,
    EpochStatement,
    Signed,
    peek,
    read,
    sign,
    verify_certificate,
)

NOW = 1_760_000_000
YEAR = 365 * 24 * 3600
ROOT = new_sign_keys()
MANAGER, WORKER, OTHER = (new_worker_keys() for _ in range(3))
EPOCH = EpochStatement("K-1", "case", 1, bytes(32), b"", "W-1", NOW)


def certify(
    worker: str,
    keys: WorkerKeys,
    roles: tuple[str, ...],
    issuer: SignKeys = ROOT,
    issued_by: str = "root",
) -> Signed:
    certificate = Certificate(
        worker=worker,
        box_public=keys.box.public,
        sign_public=keys.sign.public,
        roles=roles,
        issued_by=issued_by,
        issuer_public=issuer.public,
        issued_at=NOW,
        not_after=NOW + YEAR,
        serial="S-1",
    )
    return sign(issuer, certificate)


def resign(signed: Signed, keys: SignKeys, **changes: object) -> Signed:
    return sign(keys, replace(peek(signed, Certificate), **changes))


CERTIFICATES = {
    "W-manager": certify("W-manager", MANAGER, ("manager",)),
    "W-worker": certify("W-worker", WORKER, ("counsellor",), MANAGER.sign, "W-manager"),
}


def verify(signed: Signed, now: int = NOW, **known: Signed) -> Certificate:
    named = {ref.replace("_", "-"): one for ref, one in known.items()}
    chain = (CERTIFICATES | named).__getitem__
    return verify_certificate(signed, root=ROOT.public, chain=chain, now=now)


def refused(signed: Signed, now: int = NOW, **known: Signed) -> str:
    with pytest.raises(CertificateBroken) as caught:
        verify(signed, now, **known)
    return caught.value.reason


@settings(deadline=None)
@given(
    worker=st.text(), recipient=st.text(), at=st.integers(min_value=0, max_value=2**60)
)
def test_any_statement_is_read_as_it_was_signed(worker: str, recipient: str, at: int):
    said = CustodianStatement(worker, recipient, "root", at, "S-1")
    assert read(sign(ROOT, said), CustodianStatement, ROOT.public) == said


@settings(deadline=None)
@given(data=st.data())
def test_any_flipped_bit_breaks_the_signature(data: st.DataObject):
    signed = sign(ROOT, EPOCH)
    joined = bytearray(signed.body + signed.signature)
    bit = data.draw(st.integers(min_value=0, max_value=8 * len(joined) - 1))
    joined[bit // 8] ^= 1 << bit % 8
    altered = Signed(bytes(joined[:-64]), bytes(joined[-64:]))
    with pytest.raises(SignatureBroken):
        read(altered, EpochStatement, ROOT.public)


@pytest.mark.parametrize(
    "public",
    [OTHER.sign.public, b"", bytes(31), bytes(32)],
    ids=["another's", "none", "short", "zero"],
)
def test_a_statement_does_not_verify_under_another_key(public: bytes):
    signed = sign(ROOT, EPOCH)
    assert read(signed, EpochStatement, ROOT.public) == EPOCH
    for _ in range(2):
        with pytest.raises(SignatureBroken):
            read(signed, EpochStatement, public)


def test_a_statement_of_another_kind_is_refused_though_well_signed():
    with pytest.raises(SignatureBroken):
        read(sign(ROOT, EPOCH), Certificate, ROOT.public)


def signed_body(body: bytes) -> Signed:
    return Signed(body, sign_detached(ROOT, CONTEXT + body))


BODY = json.loads(sign(ROOT, EPOCH).body)


def compact(**changes: object) -> bytes:
    return json.dumps(BODY | changes, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        json.dumps(BODY, sort_keys=True).encode(),
        json.dumps(BODY, separators=(",", ":")).encode().replace(b'"v":1', b'"v": 1'),
        compact(more=1),
        compact(v=2),
        compact(type="grant"),
        compact(epoch="1"),
        compact(epoch=True),
        compact(epoch=1.0),
        compact(public_key="zz"),
        compact(public_key="AA" * 32),
        compact(compartment=None),
        compact(compartment="\ud800"),
    ],
    ids=lambda body: repr(body[-40:]),
)
def test_a_body_that_is_not_the_one_text_is_refused_though_well_signed(body: bytes):
    with pytest.raises(SignatureBroken):
        read(signed_body(body), EpochStatement, ROOT.public)


def test_the_one_text_itself_is_read():
    assert read(signed_body(compact()), EpochStatement, ROOT.public) == EPOCH


def test_bytes_signed_for_one_purpose_do_not_serve_another():
    signature = sign_bytes(ROOT, b"seq 10", "ledger/checkpoint")
    verify_bytes(ROOT.public, b"seq 10", signature, "ledger/checkpoint")
    for message, context in (
        (b"seq 11", "ledger/checkpoint"),
        (b"seq 10", "feed"),
        (b"", "ledger/checkpointseq 10"),
    ):
        with pytest.raises(SignatureBroken):
            verify_bytes(ROOT.public, message, signature, context)
    with pytest.raises(SignatureBroken):
        verify_bytes(ROOT.public, b"seq 10", signature[:63], "ledger/checkpoint")


def test_a_manager_of_the_root_certifies_a_worker():
    assert verify(CERTIFICATES["W-manager"]).roles == ("manager",)
    assert verify(CERTIFICATES["W-worker"]).box_public == WORKER.box.public


def test_a_certificate_ends_and_so_does_its_issuer_s():
    worker, manager = CERTIFICATES["W-worker"], CERTIFICATES["W-manager"]
    assert verify(worker, NOW + YEAR).worker == "W-worker"
    assert refused(worker, NOW + YEAR + 1) == "expired"
    ended = resign(manager, ROOT, not_after=NOW - 1)
    assert refused(worker, W_manager=ended) == "expired"


def test_a_worker_certifies_nobody():
    forged = certify("W-x", OTHER, ("counsellor",), WORKER.sign, "W-worker")
    assert refused(forged) == "chain"
    by_root = certify("W-worker", WORKER, ("counsellor",))
    assert refused(forged, W_worker=by_root) == "not-manager"


def test_a_manager_certifies_no_manager():
    forged = certify("W-x", OTHER, ("counsellor", "manager"), MANAGER.sign, "W-manager")
    assert refused(forged) == "manager-by-manager"


def test_a_manager_certified_by_a_manager_certifies_nobody():
    second = certify("W-second", OTHER, ("manager",), MANAGER.sign, "W-manager")
    third = certify("W-x", WORKER, ("counsellor",), OTHER.sign, "W-second")
    assert refused(third, W_second=second) == "chain"


def test_a_certificate_signed_by_another_key_is_refused():
    manager, worker = CERTIFICATES["W-manager"], CERTIFICATES["W-worker"]
    assert refused(resign(manager, OTHER.sign)) == "signature"
    assert refused(resign(worker, OTHER.sign)) == "signature"
    other_root = certify("W-x", OTHER, ("manager",), OTHER.sign)
    assert refused(other_root) == "signature"


def test_whoever_stands_in_for_the_manager_is_refused():
    worker = CERTIFICATES["W-worker"]
    stranger = certify("W-manager", OTHER, ("manager",), OTHER.sign)
    assert refused(worker, W_manager=stranger) == "signature"
    namesake = certify("W-else", MANAGER, ("manager",))
    assert refused(worker, W_manager=namesake) == "issuer"
    rekeyed = certify("W-manager", OTHER, ("manager",))
    assert refused(worker, W_manager=rekeyed) == "signature"


def test_the_issuer_s_key_that_is_stated_must_be_the_one_that_signed():
    manager, worker = CERTIFICATES["W-manager"], CERTIFICATES["W-worker"]
    assert refused(resign(manager, ROOT, issuer_public=bytes(32))) == "issuer"
    stated = resign(worker, MANAGER.sign, issuer_public=ROOT.public)
    assert refused(stated) == "issuer"


def test_a_certificate_that_certifies_itself_is_refused():
    selfish = certify("W-x", OTHER, ("counsellor",), OTHER.sign, "W-x")
    assert refused(selfish, W_x=selfish) == "chain"


def test_what_is_no_certificate_is_refused():
    assert refused(sign(ROOT, EPOCH)) == "body"
    assert refused(Signed(b"", b"")) == "body"
