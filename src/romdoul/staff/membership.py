"""Opening a compartment as its member, and knowing who its members are."""

import hmac
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from romdoul.kernel.errors import CertificateBroken, GrantBroken
from romdoul.staff.models import Grant
from romdoul.staff.roster import (
    Roster,
    ladder_binding,
    proof_of,
    signed_epoch,
    wrap_binding,
)
from romdoul.vault.grants import require_epoch_key
from romdoul.vault.keys import CompartmentKeys, WorkerKeys
from romdoul.vault.opening import open_envelope, open_record
from romdoul.vault.statements import Certificate


@dataclass(slots=True)
class Opened:
    """A compartment that a member has opened: its epochs' keys, newest first."""

    roster: Roster
    keys: dict[int, CompartmentKeys]

    def of(self, epoch: int) -> CompartmentKeys:
        """Return an epoch's keys, going down the ladder from the newest.

        Raises GrantBroken where the ladder does not lead to the announced key.
        """
        if epoch > self.roster.compartment.epoch or epoch < 1:
            raise GrantBroken(self.roster.ref, "epoch")
        number = min(self.keys)
        while number > epoch:
            self.keys[number - 1] = self._below(number)
            number -= 1
        return self.keys[epoch]

    def _below(self, number: int) -> CompartmentKeys:
        row = self.roster.epoch(number)
        binding = ladder_binding(self.roster.ref, number)
        packed = open_record(self.keys[number].content, bytes(row.ladder), binding)
        keys = CompartmentKeys.unpack(packed)
        require_epoch_key(keys, self.roster.announced(number - 1))
        return keys


def open_roster(
    roster: Roster, member: Certificate, keys: WorkerKeys, *, now: datetime
) -> Opened:
    """Unwrap the current epoch's keys for a member, once their grant is proven.

    Raises:
        NotFound: no live grant.
        GrantBroken: the grant, the wrap, its proof or the chain of epochs does not
            hold; the reason says which.
        SealBroken: the wrap does not open with the member's key.
    """
    roster.proven(member, now=now)
    row, number = roster.grants[member.worker], roster.compartment.epoch
    binding = wrap_binding(roster.ref, number, member.worker)
    packed = open_envelope(keys.box.private, bytes(row.wrapped), binding)
    return open_with(
        roster,
        CompartmentKeys.unpack(packed),
        body=bytes(row.body),
        proof=bytes(row.proof),
    )


def open_with(
    roster: Roster, unwrapped: CompartmentKeys, *, body: bytes, proof: bytes
) -> Opened:
    """Accept keys of the current epoch once they prove themselves."""
    number = roster.compartment.epoch
    require_epoch_key(unwrapped, roster.announced(number))
    if not hmac.compare_digest(proof, proof_of(unwrapped, body)):
        raise GrantBroken(roster.ref, "proof")
    opened = Opened(roster, {number: unwrapped})
    require_chain(opened)
    return opened


# Links between epochs that a member has once walked in this process: public facts.
_walked: set[bytes] = set()


def require_chain(opened: Opened) -> None:
    """Raise GrantBroken unless each epoch was begun by a holder of the one before."""
    roster = opened.roster
    links = [_link(roster, number) for number in range(2, roster.compartment.epoch + 1)]
    if all(link in _walked for link in links):
        return
    opened.of(1)
    if len(_walked) > 100_000:
        _walked.clear()
    _walked.update(links)


def _link(roster: Roster, number: int) -> bytes:
    here, before = roster.epoch(number), roster.epoch(number - 1)
    parts = (signed_epoch(here).digest(), signed_epoch(before).digest())
    return b"".join((*parts, bytes(here.ladder)[-16:]))


@dataclass(frozen=True, slots=True)
class Member:
    """One member as proven: their certificate, and until when (None: no end)."""

    worker_id: int
    certificate: Certificate
    row: Grant


def proven_members(
    roster: Roster,
    keys: CompartmentKeys,
    dropped: Container[str],
    *,
    now: datetime,
) -> tuple[list[Member], list[str]]:
    """Return members whose grants hold, and who merely ran out; not the dropped.

    Raises GrantBroken or CertificateBroken on a row that was forged or swapped: a
    person must look at it before any key is wrapped again.
    """
    members: list[Member] = []
    lapsed: list[str] = []
    for row in roster.grants.values():
        if row.withdrawn_at is not None or row.worker.ref in dropped:
            continue
        try:
            members.append(_member(roster, row, keys, now=now))
        except (GrantBroken, CertificateBroken) as error:
            if error.reason not in {"expired", "none"}:
                raise
            lapsed.append(row.worker.ref)
    return members, lapsed


def _member(
    roster: Roster, row: Grant, keys: CompartmentKeys, *, now: datetime
) -> Member:
    certificate = roster.book.current(row.worker, now=now)
    roster.proven(certificate, now=now)
    if not hmac.compare_digest(bytes(row.proof), proof_of(keys, bytes(row.body))):
        raise GrantBroken(roster.ref, "proof")
    return Member(row.worker_id, certificate, row)
