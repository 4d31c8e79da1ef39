"""The one place where a password opens a key ring."""

import secrets
import struct

from romdoul.doors.rules import LONGEST, cost
from romdoul.doors.turns import turn
from romdoul.kernel.errors import SealBroken, UnknownFormat, WrongPassword
from romdoul.staff.models import Worker
from romdoul.vault.keyring import lock_keyring, unlock_keyring
from romdoul.vault.keys import WorkerKeys


def lock(keys: WorkerKeys, password: str, worker: str) -> bytes:
    """Seal a worker's keys under a password (RK1)."""
    with turn():
        return lock_keyring(keys, password, worker, cost())


def open_ring(worker: Worker | None, password: str) -> WorkerKeys:
    """Open a worker's key ring; for nobody, do the same work and say the same.

    Raises WrongPassword: the password is another, or there is no such worker, or
    they have left or not yet joined.
    """
    known = worker is not None and worker.is_active and bool(worker.keyring)
    blob = bytes(worker.keyring) if worker is not None and known else _decoy()
    ref = worker.ref if worker is not None else ""
    with turn():
        try:
            return unlock_keyring(blob, password[:LONGEST], ref, cost())
        except (SealBroken, UnknownFormat):
            raise WrongPassword from None


def _decoy() -> bytes:
    """Return a key ring of the usual cost that no password opens."""
    price = cost()
    head = struct.pack(">II", price.opslimit, price.memory_kib)
    return b"RK1" + head + secrets.token_bytes(16 + 24 + 64 + 16)
