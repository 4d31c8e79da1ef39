"""A worker's keys at rest under the password, and in use under a session's cookie.

The session's key is never stored: only the browser's cookie holds it.
"""

import struct

from nacl import bindings
from nacl.utils import random

from romdoul.kernel.errors import SealBroken, WrongPassword
from romdoul.kernel.secret import Secret
from romdoul.vault._aead import NONCE, TAG, seal, unseal
from romdoul.vault.binding import length_prefixed
from romdoul.vault.keys import WorkerKeys
from romdoul.vault.marks import LENGTH, Mark, require_mark
from romdoul.vault.passwords import STANDARD, Cost, as_typed

_PACKED = 64
_SEALED = NONCE + _PACKED + TAG
_PARAMETERS = struct.Struct(">II16s")


# Above this a forged key ring would only serve to exhaust the machine.
CEILING = Cost(opslimit=8, memory_kib=256 * 1024)


def lock_keyring(
    keys: WorkerKeys, password: str, worker: str, cost: Cost = STANDARD
) -> bytes:
    """Seal a worker's keys under the password (RK1), for this worker only."""
    return _lock(keys, password, worker, cost, (random(16), random(NONCE)))


def _lock(
    keys: WorkerKeys,
    password: str,
    worker: str,
    cost: Cost,
    salt_and_nonce: tuple[bytes, bytes],
) -> bytes:
    salt, nonce = salt_and_nonce
    head = Mark.KEYRING.value + _PARAMETERS.pack(cost.opslimit, cost.memory_kib, salt)
    key = _stretch(password, salt, cost)
    return head + seal(key, keys.pack(), head + worker.encode(), nonce)


def unlock_keyring(
    blob: bytes, password: str, worker: str, floor: Cost = STANDARD
) -> WorkerKeys:
    """Open a worker's keys with the password.

    ``floor`` is the least cost accepted: whoever can write the database must not
    make guessing cheap.

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, or its cost is under the floor or over the ceiling.
        WrongPassword: the password, or the worker, is another; or altered.
    """
    require_mark(blob, Mark.KEYRING, worker)
    head = LENGTH + _PARAMETERS.size
    if len(blob) != head + _SEALED:
        raise SealBroken(worker, "cut")
    opslimit, memory_kib, salt = _PARAMETERS.unpack(blob[LENGTH:head])
    cost = Cost(opslimit, memory_kib)
    if not cost.covers(floor) or not CEILING.covers(cost):
        raise SealBroken(worker, "cost")
    key = _stretch(password, salt, cost)
    try:
        packed = unseal(
            key, blob, blob[:head] + worker.encode(), ref=worker, start=head
        )
    except SealBroken:
        raise WrongPassword from None
    return WorkerKeys.unpack(packed)


def _stretch(password: str, salt: bytes, cost: Cost) -> bytes:
    return bindings.crypto_pwhash_alg(
        32,
        as_typed(password),
        salt,
        cost.opslimit,
        cost.memory_kib * 1024,
        bindings.crypto_pwhash_ALG_ARGON2ID13,
    )


def wrap_for_session(
    keys: WorkerKeys, session_key: Secret, worker: str, session: str
) -> bytes:
    """Seal a worker's open keys under the key in the session's cookie (RS1)."""
    return _wrap(keys, session_key, _session_aad(worker, session))


def _wrap(
    keys: WorkerKeys, session_key: Secret, aad: bytes, nonce: bytes | None = None
) -> bytes:
    return Mark.SESSION.value + seal(session_key.reveal(), keys.pack(), aad, nonce)


def unwrap_for_session(
    blob: bytes, session_key: Secret, worker: str, session: str
) -> WorkerKeys:
    """Open the keys wrapped for this worker and this session.

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, altered, of another worker, session or cookie.
    """
    require_mark(blob, Mark.SESSION, worker)
    if len(blob) != LENGTH + _SEALED:
        raise SealBroken(worker, "cut")
    aad = _session_aad(worker, session)
    packed = unseal(session_key.reveal(), blob, aad, ref=worker, start=LENGTH)
    return WorkerKeys.unpack(packed)


def _session_aad(worker: str, session: str) -> bytes:
    return Mark.SESSION.value + length_prefixed(worker) + length_prefixed(session)
