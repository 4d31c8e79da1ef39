"""A change of a compartment, whole: carried out now, or kept for a second signature."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, NotFound, SealBroken
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.staff.actor import Actor
from romdoul.staff.changes import Change
from romdoul.staff.escrow import escrow_epoch
from romdoul.staff.models import Compartment, Epoch, Grant, Proposal, Worker
from romdoul.staff.roster import epoch_ref, grant_ref
from romdoul.staff.wrapping import DraftEpoch, DraftGrant
from romdoul.vault.binding import Binding
from romdoul.vault.grants import FOUR_EYES
from romdoul.vault.keys import CompartmentKeys
from romdoul.vault.opening import open_envelope
from romdoul.vault.sealing import seal_to
from romdoul.vault.statements import EpochStatement, GrantStatement, Signed, peek, sign


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be stored together: perhaps an epoch, and grants of one epoch."""

    compartment: Compartment
    number: int
    grants: tuple[DraftGrant, ...]
    epoch: DraftEpoch | None = None

    def members(self) -> tuple[str, ...]:
        """Return who is given keys."""
        return tuple(draft.statement.member for draft in self.grants)


def settle(
    actor: Actor, plan: Plan, co_signer: Actor | None, *, now: datetime
) -> list[Change]:
    """Carry a plan out; where four eyes are asked for and two are here, propose it.

    Raises BadInput when the first epoch of such a compartment has one signer.
    """
    if plan.compartment.kind not in FOUR_EYES:
        return carry_out(plan, now=now)
    if co_signer is not None:
        return carry_out(co_signed(plan, co_signer), now=now)
    return [propose(actor, plan, now=now)]


def co_signed(plan: Plan, second: Actor) -> Plan:
    """Return the plan with a second person's signature on every grant."""
    return replace(
        plan,
        grants=tuple(
            replace(
                draft,
                co_signature=sign(second.keys.sign, draft.statement).signature,
                co_signed_by=second.ref,
            )
            for draft in plan.grants
        ),
    )


def carry_out(plan: Plan, *, now: datetime) -> list[Change]:
    """Store a plan. A new epoch takes the place of every grant of the last one."""
    compartment = plan.compartment
    changes = [] if plan.epoch is None else [_begin(compartment, plan.epoch, now=now)]
    workers = dict(
        Worker.objects.filter(ref__in=plan.members()).values_list("ref", "pk")
    )
    compartment.grants.filter(
        epoch=plan.number, worker_id__in=workers.values()
    ).delete()
    Grant.objects.bulk_create(
        _grant_row(plan, draft, workers[draft.statement.member])
        for draft in plan.grants
    )
    return changes + [given(draft.statement, draft.signed) for draft in plan.grants]


def given(said: GrantStatement, signed: Signed) -> Change:
    """Return what the ledger is to say of a grant."""
    ref = grant_ref(said.compartment, said.epoch, said.member)
    return Change("grant.given", (ref,), said.compartment, signed.body)


def _begin(compartment: Compartment, draft: DraftEpoch, *, now: datetime) -> Change:
    Epoch.objects.create(
        compartment=compartment,
        number=draft.number,
        public_key=draft.keys.box.public,
        body=draft.signed.body,
        signature=draft.signed.signature,
        ladder=draft.ladder,
        began_at=quarter_hour(now),
    )
    if draft.number > 1:
        compartment.grants.filter(epoch__lt=draft.number).delete()
        compartment.epoch, compartment.rotation_due_since = draft.number, None
        compartment.save(update_fields=["epoch", "rotation_due_since"])
    escrow_epoch(compartment, draft.number, draft.keys, now=now)
    event = "compartment.created" if draft.number == 1 else "compartment.rotated"
    ref = epoch_ref(compartment.ref, draft.number)
    return Change(event, (ref,), compartment.ref, draft.signed.body)


def _grant_row(plan: Plan, draft: DraftGrant, worker_id: int) -> Grant:
    until = draft.statement.expires_at
    return Grant(
        compartment=plan.compartment,
        epoch=plan.number,
        worker_id=worker_id,
        body=draft.signed.body,
        signature=draft.signed.signature,
        co_signature=draft.co_signature,
        co_signed_by=draft.co_signed_by,
        wrapped=draft.wrapped,
        proof=draft.proof,
        origin_body=b"" if draft.origin is None else draft.origin.body,
        origin_signature=b"" if draft.origin is None else draft.origin.signature,
        expires_at=datetime.fromtimestamp(until, UTC) if until else None,
    )


def propose(actor: Actor, plan: Plan, *, now: datetime) -> Change:
    """Keep a plan, sealed to the compartment as it stands, until another signs."""
    compartment = plan.compartment
    keys = actor.keys_of(compartment.ref)
    row = Proposal(
        ref=new_ref("Y"),
        compartment=compartment,
        epoch=compartment.epoch,
        proposed_by_id=actor.worker_id,
        made_at=quarter_hour(now),
    )
    row.sealed = seal_to(keys.box.public, _packed(plan), _binding(row))
    row.save()
    return Change("grant.proposed", (row.ref,), compartment.ref, bytes(row.sealed))


def open_proposal(actor: Actor, ref: str) -> Plan:
    """Return a proposal as its members may see it before they sign.

    Raises NotFound when there is none, or not for this actor.
    """
    row = Proposal.objects.select_related("compartment").filter(ref=ref).first()
    if row is None:
        raise NotFound(ref)
    if row.epoch != row.compartment.epoch:
        raise BadInput(_("This proposal is out of date."))
    private = actor.keys_of(row.compartment_id, row.epoch).box.private
    packed = open_envelope(private, bytes(row.sealed), _binding(row))
    return _unpacked(row.compartment, packed)


def _binding(row: Proposal) -> Binding:
    return Binding("staff_proposal", row.ref, 1, row.compartment_id, row.epoch)


def _packed(plan: Plan) -> bytes:
    epoch = plan.epoch
    return json.dumps(
        {
            "number": plan.number,
            "grants": [_hex(_grant_parts(draft)) for draft in plan.grants],
            "epoch": None if epoch is None else _hex(_epoch_parts(epoch)),
        }
    ).encode()


def _grant_parts(draft: DraftGrant) -> tuple[bytes, ...]:
    origin = draft.origin or Signed(b"", b"")
    return (
        draft.signed.body,
        draft.signed.signature,
        draft.wrapped,
        draft.proof,
        origin.body,
        origin.signature,
    )


def _epoch_parts(epoch: DraftEpoch) -> tuple[bytes, ...]:
    return (
        epoch.signed.body,
        epoch.signed.signature,
        epoch.ladder,
        epoch.keys.pack(),
    )


def _hex(parts: Iterable[bytes]) -> list[str]:
    return [part.hex() for part in parts]


def _unpacked(compartment: Compartment, packed: bytes) -> Plan:
    try:
        found = json.loads(packed)
        return Plan(
            compartment,
            found["number"],
            tuple(_read_grant(parts) for parts in found["grants"]),
            None if found["epoch"] is None else _read_epoch(found["epoch"]),
        )
    except (ValueError, KeyError, TypeError):
        raise SealBroken(compartment.ref, "proposal") from None


def _read_grant(parts: list[str]) -> DraftGrant:
    body, signature, wrapped, proof, before, by = map(bytes.fromhex, parts)
    origin = Signed(before, by) if before else None
    return DraftGrant(Signed(body, signature), wrapped, proof, origin=origin)


def _read_epoch(parts: list[str]) -> DraftEpoch:
    body, signature, ladder, keys = map(bytes.fromhex, parts)
    signed = Signed(body, signature)
    number = peek(signed, EpochStatement).epoch
    return DraftEpoch(number, signed, ladder, CompartmentKeys.unpack(keys))
