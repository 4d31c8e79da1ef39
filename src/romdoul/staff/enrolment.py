"""A worker's keys: made at enrolment, locked under the password, left in escrow."""

from datetime import datetime

from romdoul.doors.rules import require_good
from romdoul.staff.escrow import escrow_worker
from romdoul.staff.models import Worker
from romdoul.staff.passwords import lock
from romdoul.vault.keys import WorkerKeys, new_worker_keys


def enrol(worker: Worker, password: str, *, now: datetime) -> WorkerKeys:
    """Make a worker's keys and save their ring; certified they are not yet.

    Raises BadInput when the password is too easy.
    """
    require_good(password, worker.username)
    keys = new_worker_keys()
    keep_keys(worker, keys, lock(keys, password, worker.ref), now=now)
    return keys


def keep_keys(worker: Worker, keys: WorkerKeys, ring: bytes, *, now: datetime) -> None:
    """Save a worker's keys, locked in a ring, with copies for the custodians."""
    worker.keyring = ring
    worker.joined_on = worker.joined_on or now.date()
    worker.box_public = keys.box.public
    worker.sign_public = keys.sign.public
    worker.next_keys = b""
    worker.save(
        update_fields=["keyring", "box_public", "sign_public", "next_keys", "joined_on"]
    )
    escrow_worker(worker, keys, now=now)
