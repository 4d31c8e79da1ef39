"""Copies of keys for the custodians: any two of them together, no one alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from romdoul.kernel.errors import SignatureBroken
from romdoul.staff.certificates import root_public
from romdoul.staff.models import CustodianKey, Escrow, Worker
from romdoul.staff.roster import epoch_ref
from romdoul.vault.keys import CompartmentKeys, WorkerKeys
from romdoul.vault.recovery import (
    EpochBackup,
    WorkerBackup,
    pack_epoch,
    pack_worker,
    seal_to_pair,
)
from romdoul.vault.statements import ROOT, CustodianStatement, Signed, read


@dataclass(frozen=True, slots=True)
class Custodian:
    """A custodian as the root has signed them."""

    worker_id: int
    ref: str
    recipient: str


def custodians() -> list[Custodian]:
    """Return the custodians in office, each verified under the root's key.

    Raises SignatureBroken (``recipient``) if one was swapped or added by hand:
    nothing is sealed to anybody until that is looked at.
    """
    rows = CustodianKey.objects.filter(retired_at=None, worker__is_active=True)
    return [_verified(row) for row in rows.select_related("worker").order_by("pk")]


def _verified(row: CustodianKey) -> Custodian:
    signed = Signed(bytes(row.body), bytes(row.signature))
    try:
        said = read(signed, CustodianStatement, root_public())
    except SignatureBroken:
        raise SignatureBroken(row.worker.ref, "recipient") from None
    if (said.worker, said.age_recipient) != (row.worker.ref, row.recipient):
        raise SignatureBroken(row.worker.ref, "recipient")
    if said.issued_by != ROOT:
        raise SignatureBroken(row.worker.ref, "recipient")
    return Custodian(row.worker_id, row.worker.ref, row.recipient)


def escrow_worker(worker: Worker, keys: WorkerKeys, *, now: datetime) -> None:
    """Seal a worker's keys to every pair of custodians but those they are in."""
    packed = pack_worker(WorkerBackup(worker.ref, keys, int(now.timestamp())))
    _replace(worker.ref, packed, lambda pair: worker.pk not in pair)


def renew_escrow(worker: Worker, keys: WorkerKeys, *, now: datetime) -> bool:
    """Leave the keys with the custodians of today, if those have changed.

    Says whether it did. A custodian's row that was tampered with changes nothing
    here: the copies that stand are the honest ones, and rotation says it aloud.
    """
    held = Escrow.objects.filter(subject=worker.ref).values_list("outer", "inner")
    try:
        wanted = {
            (a.worker_id, b.worker_id)
            for a, b in _pairs()
            if worker.pk not in {a.worker_id, b.worker_id}
        }
    except SignatureBroken:
        return False
    if wanted == set(held):
        return False
    escrow_worker(worker, keys, now=now)
    return True


def escrow_epoch(
    compartment: str, number: int, keys: CompartmentKeys, *, now: datetime
) -> None:
    """Seal an epoch's keys to every pair of custodians, for break-glass."""
    backup = EpochBackup(compartment, number, keys, int(now.timestamp()))
    _replace(epoch_ref(compartment, number), pack_epoch(backup), lambda _pair: True)


def _replace(
    subject: str, payload: bytes, serves: Callable[[tuple[int, int]], bool]
) -> None:
    Escrow.objects.filter(subject=subject).delete()
    Escrow.objects.bulk_create(
        Escrow(
            subject=subject,
            outer_id=a.worker_id,
            inner_id=b.worker_id,
            sealed=seal_to_pair(payload, a.recipient, b.recipient),
        )
        for a, b in _pairs()
        if serves((a.worker_id, b.worker_id))
    )


def _pairs() -> Iterator[tuple[Custodian, Custodian]]:
    return combinations(custodians(), 2)
