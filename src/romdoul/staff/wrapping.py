"""Making grants and epochs: what is wrapped and signed, before it is stored."""

from dataclasses import dataclass, field
from datetime import datetime

from romdoul.staff.actor import Actor
from romdoul.staff.membership import Opened
from romdoul.staff.roster import (
    ladder_binding,
    proof_of,
    signed_epoch,
    wrap_binding,
)
from romdoul.vault.keys import CompartmentKeys, new_compartment_keys
from romdoul.vault.records import seal_record
from romdoul.vault.sealing import digest, seal_to
from romdoul.vault.statements import (
    Certificate,
    EpochStatement,
    GrantStatement,
    Signed,
    peek,
    sign,
)


@dataclass(frozen=True, slots=True)
class EpochKeys:
    """One epoch of one compartment with its keys, while something is wrapped."""

    compartment: str
    kind: str
    number: int
    keys: CompartmentKeys


@dataclass(frozen=True, slots=True)
class DraftEpoch:
    """An epoch before it is stored; ``keys`` are for the custodians' copies."""

    number: int
    signed: Signed
    ladder: bytes
    keys: CompartmentKeys = field(repr=False)


@dataclass(frozen=True, slots=True)
class DraftGrant:
    """A grant before it is stored: the signature, the wrap, the proof."""

    signed: Signed
    wrapped: bytes
    proof: bytes
    co_signature: bytes = b""
    co_signed_by: str = ""
    origin: Signed | None = None

    @property
    def statement(self) -> GrantStatement:
        """Return what it says, as its maker wrote it."""
        return peek(self.signed, GrantStatement)


def draft_grant(
    actor: Actor,
    epoch: EpochKeys,
    member: Certificate,
    *,
    now: datetime,
    expires_at: datetime | None = None,
) -> DraftGrant:
    """Wrap an epoch's keys to the key on a verified certificate, and sign for it."""
    binding = wrap_binding(epoch.compartment, epoch.number, member.worker)
    wrapped = seal_to(member.box_public, epoch.keys.pack(), binding)
    statement = GrantStatement(
        compartment=epoch.compartment,
        epoch=epoch.number,
        member=member.worker,
        member_box_public=member.box_public,
        expires_at=0 if expires_at is None else int(expires_at.timestamp()),
        wrapped_digest=digest(wrapped),
        granted_by=actor.ref,
        granted_at=int(now.timestamp()),
    )
    signed = sign(actor.keys.sign, statement)
    return DraftGrant(signed, wrapped, proof_of(epoch.keys, signed.body))


def draft_epoch(
    actor: Actor, place: EpochKeys, *, now: datetime, last: Opened | None
) -> DraftEpoch:
    """Announce an epoch; ``last`` is the one before, as opened, None for the first.

    The ladder carries the last keys: it lets members read what is older, and proves
    that who announces this epoch held them.
    """
    previous, ladder = b"", b""
    if last is not None:
        before = place.number - 1
        previous = signed_epoch(last.roster.epoch(before)).digest()
        binding = ladder_binding(place.compartment, place.number)
        ladder = seal_record(place.keys.content, last.of(before).pack(), binding)
    statement = EpochStatement(
        compartment=place.compartment,
        kind=place.kind,
        epoch=place.number,
        public_key=place.keys.box.public,
        previous=previous,
        announced_by=actor.ref,
        announced_at=int(now.timestamp()),
    )
    signed = sign(actor.keys.sign, statement)
    return DraftEpoch(place.number, signed, ladder, place.keys)


def fresh_epoch(compartment: str, kind: str, number: int) -> EpochKeys:
    """Return new keys for an epoch."""
    return EpochKeys(compartment, kind, number, new_compartment_keys())
