"""Rotation, second signatures, and publishing a desk's key to the public side."""

from django.utils import timezone

from romdoul.inbox.codes import Desk
from romdoul.inbox.publishing import publish
from romdoul.kernel.errors import NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record, record_changes
from romdoul.ledger.stores import Store
from romdoul.staff.actor import Actor
from romdoul.staff.chain import chain_of
from romdoul.staff.compartments import grant, rotate, standing
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.membership import proven_members
from romdoul.staff.models import Compartment, Proposal, Worker
from romdoul.staff.plans import carry_out, co_signed, open_proposal
from romdoul.staff.rights import Right, may_give
from romdoul.staff.roster import load
from romdoul.vault.statements import KeyAnnouncement, sign

KIND_OF = {
    Desk.HOTLINE: CompartmentKind.HOTLINE,
    Desk.SAFEGUARDING: CompartmentKind.SAFEGUARDING,
}


@action()
def rotate_compartment(actor: Actor, *, ref: str) -> None:
    """Begin a new epoch: because a member has left, or a month has passed.

    Raises:
        NotFound: the actor is no member.
        Refused: the actor's roles may not give keys of this kind.
        GrantBroken, CertificateBroken: a grant or key is not what it should be.
    """
    record_changes(actor, rotate(actor, _compartment(ref)))


@action()
def give_keys(actor: Actor, *, ref: str, worker: str) -> None:
    """Give a worker the keys of a compartment; safeguarding waits for a second.

    Raises as ``staff.compartments.grant``.
    """
    member = Worker.objects.filter(ref=worker, is_active=True).first()
    if member is None:
        raise NotFound(worker)
    record_changes(actor, grant(actor, _compartment(ref), member))


@action()
def sign_proposal(actor: Actor, *, ref: str) -> None:
    """Sign a proposal as the second of two, and carry it out.

    Raises:
        NotFound: there is none, or the actor is no member.
        Refused: it is the actor's own, or they may not give keys there.
        GrantBroken, CertificateBroken: what was proposed does not hold.
    """
    plan = open_proposal(actor, ref)
    row = Proposal.objects.get(ref=ref)
    own = row.proposed_by_id == actor.worker_id
    if own or not may_give(actor.roles, plan.compartment.kind):
        raise Refused(Right.COMPARTMENT_GRANT.value, ref)
    held = actor.keys_of(plan.compartment.ref)
    now = timezone.now()
    changes = carry_out(co_signed(plan, actor), now=now)
    row.delete()
    actor.forget(plan.compartment.ref)
    keys = held if plan.epoch is None else plan.epoch.keys
    roster = load([plan.compartment.ref])[plan.compartment.ref]
    proven_members(roster, keys, (), now=now)
    record_changes(actor, changes)


@action(store=Store.INBOX)
def publish_desk_key(actor: Actor, *, desk: Desk) -> None:
    """Announce the present key of a desk one belongs to; again, it does nothing.

    The last one is accepted for another 24 hours.

    Raises NotFound when the actor does not belong to the desk.
    """
    compartment = standing(KIND_OF[desk])
    now = timezone.now()
    keys = actor.keys_of(compartment.ref)
    announcement = KeyAnnouncement(
        compartment=compartment.ref,
        desk=desk.value,
        epoch=actor.epoch_of(compartment.ref),
        public_key=keys.box.public,
        valid_from=int(now.timestamp()),
        announced_by=actor.ref,
        announced_at=int(now.timestamp()),
    )
    signed = sign(actor.keys.sign, announcement)
    if publish(signed, chain_of(actor), now=now) is None:
        nothing_to_record()
        return
    record(actor, Event.KEY_PUBLISHED, compartment=compartment.ref)


def _compartment(ref: str) -> Compartment:
    found = Compartment.objects.filter(pk=ref).first()
    if found is None:
        raise NotFound(ref)
    return found
