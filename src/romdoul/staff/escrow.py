"""Copies of keys for the custodians: any two of them together, no one alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import combinations

from django.db.models import Q

from romdoul.kernel.errors import SignatureBroken
from romdoul.staff.certificates import root_public
from romdoul.staff.models import Compartment, CustodianKey, Escrow, Worker
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

PAIR = 2


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


def in_office() -> str:
    """Return the mark of today's custodians; keys left with others have another.

    It is empty while there are fewer than two: nothing can be left with them, and
    what the former ones hold is all there is.

    Raises as ``custodians``.
    """
    office = custodians()
    return _mark(office) if len(office) >= PAIR else ""


def _mark(office: list[Custodian]) -> str:
    named = sorted(f"{one.ref} {one.recipient}" for one in office)
    return blake2b("\n".join(named).encode(), digest_size=16).hexdigest()


def escrow_worker(worker: Worker, keys: WorkerKeys, *, now: datetime) -> None:
    """Seal a worker's keys to every pair of custodians but those they are in."""
    packed = pack_worker(WorkerBackup(worker.ref, keys, int(now.timestamp())))
    worker.custodians = _replace(worker.ref, packed, lambda pair: worker.pk not in pair)
    worker.save(update_fields=["custodians"])


def renew_escrow(worker: Worker, keys: WorkerKeys, *, now: datetime) -> bool:
    """Leave the keys with the custodians of today, if those have changed.

    Says whether it did. A custodian's row that was tampered with changes nothing
    here: the copies that stand are the honest ones, and rotation says it aloud.
    """
    try:
        mark = in_office()
    except SignatureBroken:
        return False
    if mark in ("", worker.custodians):
        return False
    escrow_worker(worker, keys, now=now)
    return True


def escrow_epoch(
    compartment: Compartment, number: int, keys: CompartmentKeys, *, now: datetime
) -> None:
    """Seal an epoch's keys to every pair of custodians, for break-glass.

    What they held of earlier epochs goes: the newest leads down to all of them.
    """
    backup = EpochBackup(compartment.ref, number, keys, int(now.timestamp()))
    earlier = [epoch_ref(compartment.ref, before) for before in range(1, number)]
    Escrow.objects.filter(subject__in=earlier).delete()
    compartment.custodians = _replace(
        epoch_ref(compartment.ref, number), pack_epoch(backup), lambda _pair: True
    )
    compartment.save(update_fields=["custodians"])


def left_with_others(mark: str, column: str = "custodians") -> Q:
    """Return what finds the compartments that are not left with whom ``mark`` names.

    Two ranges of the index: "unlike" would read every compartment.
    """
    return Q(**{f"{column}__lt": mark}) | Q(**{f"{column}__gt": mark})


def _replace(
    subject: str, payload: bytes, serves: Callable[[tuple[int, int]], bool]
) -> str:
    """Put new copies in the place of the old; return the mark of who holds them."""
    office = custodians()
    Escrow.objects.filter(subject=subject).delete()
    Escrow.objects.bulk_create(
        Escrow(
            subject=subject,
            outer_id=a.worker_id,
            inner_id=b.worker_id,
            sealed=seal_to_pair(payload, a.recipient, b.recipient),
        )
        for a, b in combinations(office, PAIR)
        if serves((a.worker_id, b.worker_id))
    )
    return _mark(office)
