"""Any two custodians recover a worker's keys; no one of them opens anything."""

import pytest

from romdoul.kernel.errors import KeyUnfit, SealBroken, UnknownFormat, WrongIdentity
from romdoul.kernel.secret import Secret
from romdoul.vault.exports import new_age_keys
from romdoul.vault.keys import new_compartment_keys, new_worker_keys
from romdoul.vault.recovery import (
    EpochBackup,
    WorkerBackup,
    open_resealed,
    pack_epoch,
    pack_worker,
    peel_inner,
    peel_outer,
    reseal_to,
    seal_to_pair,
    unpack_epoch,
    unpack_worker,
)

A, B, C, ONE_TIME = (new_age_keys() for _ in range(4))
BACKUP = WorkerBackup("W-1", new_worker_keys(), 1_760_000_000)
EPOCH = EpochBackup("K-1", 2, new_compartment_keys(), 1_760_000_000)
SEALED = seal_to_pair(pack_worker(BACKUP), A.recipient, B.recipient)


def test_two_custodians_recover_a_worker_s_keys_for_a_one_time_key():
    payload = peel_inner(peel_outer(SEALED, A.identity), B.identity)
    resealed = reseal_to(ONE_TIME.recipient, payload)
    assert unpack_worker(open_resealed(resealed, ONE_TIME.identity)) == BACKUP
    with pytest.raises(WrongIdentity):
        open_resealed(resealed, A.identity)


def test_two_custodians_recover_an_epoch_s_keys():
    sealed = seal_to_pair(pack_epoch(EPOCH), A.recipient, B.recipient)
    payload = peel_inner(peel_outer(sealed, A.identity), B.identity)
    assert unpack_epoch(payload) == EPOCH


@pytest.mark.parametrize("identity", [B.identity, C.identity])
def test_the_outer_layer_opens_for_its_own_custodian_alone(identity: Secret):
    with pytest.raises(WrongIdentity):
        peel_outer(SEALED, identity)


@pytest.mark.parametrize("identity", [A.identity, C.identity])
def test_the_first_custodian_alone_reads_nothing(identity: Secret):
    inner = peel_outer(SEALED, A.identity)
    for private in (BACKUP.keys.box.private, BACKUP.keys.sign.seed):
        assert private.reveal() not in inner
        assert private.reveal().hex().encode() not in inner
    with pytest.raises(WrongIdentity):
        peel_inner(inner, identity)


def test_one_custodian_is_no_pair():
    with pytest.raises(KeyUnfit):
        seal_to_pair(b"payload", A.recipient, f" {A.recipient}\n")
    with pytest.raises(KeyUnfit):
        seal_to_pair(b"payload", A.recipient, "age1nobody")


def test_a_pair_s_backup_of_another_format_is_named_as_such():
    with pytest.raises(UnknownFormat):
        peel_outer(b"RP2" + SEALED[3:], A.identity)
    with pytest.raises(UnknownFormat):
        peel_outer(SEALED[3:], A.identity)


def test_a_cut_or_altered_backup_is_broken():
    for length in (0, 2, 3, 100, len(SEALED) - 1):
        with pytest.raises(SealBroken):
            peel_outer(SEALED[:length], A.identity)
    with pytest.raises(SealBroken):
        peel_outer(SEALED[:-1] + bytes([SEALED[-1] ^ 1]), A.identity)


def test_a_payload_that_is_no_backup_is_broken():
    worker, epoch = pack_worker(BACKUP), pack_epoch(EPOCH)
    for payload in (b"", b"{}", epoch, worker + b" ", worker.replace(b"W-1", b"")[:-9]):
        with pytest.raises(SealBroken):
            unpack_worker(payload)
    for payload in (b"", b"[]", worker, epoch[:-1]):
        with pytest.raises(SealBroken):
            unpack_epoch(payload)
    key = BACKUP.keys.box.private.reveal().hex().encode()
    with pytest.raises(SealBroken):
        unpack_worker(worker.replace(key, key[:-2]))


def test_a_backup_does_not_print_its_keys():
    for backup in (BACKUP, EPOCH):
        assert "Secret()" in repr(backup)
    assert BACKUP.keys.box.private.reveal().hex() not in repr(BACKUP)
