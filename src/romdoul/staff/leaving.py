"""A worker leaves: everything that let them in is gone before this returns."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from romdoul.doors.factors import forget_factors
from romdoul.kernel.errors import Broken, NotFound
from romdoul.staff.actor import Actor
from romdoul.staff.certificates import revoke as revoke_certificate
from romdoul.staff.changes import Change
from romdoul.staff.compartments import live_grants, rotate, withdraw
from romdoul.staff.models import Compartment, CustodianKey, Escrow, Invitation, Worker
from romdoul.staff.rights import may_give
from romdoul.staff.sessions import end


def leave(actor: Actor, worker: Worker, *, now: datetime) -> list[Change]:
    """Take everything from a worker, and rotate what the actor can.

    What the actor cannot rotate stays due: members see it on their list.
    """
    inside = _inside(worker)
    changes = lock_out(worker, now=now)
    for compartment in inside:
        changes += rotated_if_possible(actor, compartment)
    return changes


def lock_out(worker: Worker, *, now: datetime) -> list[Change]:
    """Take everything from a worker; where they were in, new keys are due."""
    changes: list[Change] = []
    for compartment in _inside(worker):
        changes += withdraw(compartment, worker, now=now)
    _close_account(worker, now=now)
    return changes


def present(refs: Collection[str]) -> QuerySet[Worker]:
    """Return those of these workers who have not left."""
    return Worker.objects.filter(ref__in=refs, is_active=True).order_by("ref")


def _inside(worker: Worker) -> list[Compartment]:
    held = Compartment.objects.filter(grants__worker=worker, grants__withdrawn_at=None)
    return list(held.distinct())


def rotated_if_possible(actor: Actor, compartment: Compartment) -> list[Change]:
    """Rotate a compartment the actor is in and may give keys of; else nothing."""
    if not may_give(actor.roles, compartment.kind):
        return []
    mine = live_grants(compartment).filter(worker_id=actor.worker_id)
    if not mine.exists():
        return []
    try:
        actor.forget(compartment.ref)
        return rotate(actor, compartment)
    except (Broken, NotFound):
        # It stays due; whoever rotates it by hand is told what is broken.
        return []


def _close_account(worker: Worker, *, now: datetime) -> None:
    end(worker)
    revoke_certificate(worker, now=now)
    forget_factors(worker)
    Escrow.objects.filter(subject=worker.ref).delete()
    Invitation.objects.filter(worker=worker).delete()
    CustodianKey.objects.filter(worker=worker, retired_at=None).update(retired_at=now)
    worker.is_active, worker.left_at = False, now
    worker.keyring = worker.next_keys = worker.next_public = b""
    worker.next_certificate = b""
    worker.save()
