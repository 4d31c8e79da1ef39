"""What a password must be, and the one place where it opens a key ring."""

import secrets
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, SealBroken, UnknownFormat, WrongPassword
from romdoul.staff.models import Worker
from romdoul.vault.keyring import STANDARD, Cost, lock_keyring, unlock_keyring
from romdoul.vault.keys import WorkerKeys

SHORTEST = 12
LONGEST = 200
# libsodium's least; only where ROMDOUL_FAST_KEYS says that nothing real is kept.
FAST = Cost(opslimit=1, memory_kib=8)

# One derivation at a time: each takes 64 MiB, and a burst must not take the machine.
_one_at_a_time = threading.Lock()
# Who would wait for longer than a few seconds is asked to come again.
_queue = threading.BoundedSemaphore(16)


def cost() -> Cost:
    """Return what one guess costs here."""
    return FAST if getattr(settings, "ROMDOUL_FAST_KEYS", False) else STANDARD


def require_good(password: str, username: str) -> None:
    """Raise BadInput unless this may become a password.

    Length counts and nothing else does (NIST SP 800-63B-4, section 3.1.1.2: no rules
    of composition).
    """
    if not SHORTEST <= len(password) <= LONGEST:
        text = _("Choose a password of at least %(least)d characters.")
        raise BadInput(text % {"least": SHORTEST}, field="password")
    if username.lower() in password.lower() or len(set(password)) < 5:
        text = _("This is too easy to guess: several words make a good password.")
        raise BadInput(text, field="password")


def lock(keys: WorkerKeys, password: str, worker: str) -> bytes:
    """Seal a worker's keys under a password (RK1)."""
    with _turn():
        return lock_keyring(keys, password, worker, cost())


def open_ring(worker: Worker | None, password: str) -> WorkerKeys:
    """Open a worker's key ring; for nobody, do the same work and say the same.

    Raises WrongPassword: the password is another, or there is no such worker, or
    they have left or not yet joined.
    """
    known = worker is not None and worker.is_active and bool(worker.keyring)
    blob = bytes(worker.keyring) if worker is not None and known else _decoy()
    ref = worker.ref if worker is not None else ""
    with _turn():
        try:
            return unlock_keyring(blob, password[:LONGEST], ref, cost())
        except (SealBroken, UnknownFormat):
            raise WrongPassword from None


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for one's turn; raise BadInput when too many are waiting."""
    if not _queue.acquire(blocking=False):
        raise BadInput(_("Many people are signing in. Try again in a few seconds."))
    try:
        with _one_at_a_time:
            yield
    finally:
        _queue.release()


def _decoy() -> bytes:
    """Return a key ring of the usual cost that no password opens."""
    price = cost()
    head = struct.pack(">II", price.opslimit, price.memory_kib)
    return b"RK1" + head + secrets.token_bytes(16 + 24 + 64 + 16)
