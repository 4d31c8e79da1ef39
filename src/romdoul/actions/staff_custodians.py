"""Leave the keys of compartments with the custodians of today, once those change."""

from collections.abc import Sequence
from contextlib import suppress

from django.utils import timezone

from romdoul.kernel.errors import Broken, NotFound, SignatureBroken
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import grants_of
from romdoul.staff.escrow import escrow_epoch, in_office, left_with_others
from romdoul.staff.models import Compartment
from romdoul.staff.roster import epoch_ref

FEW = 20
"""As many as are renewed in passing, whenever a member opens their day."""
MANY = 300
"""As many as are renewed at once by somebody who asked for it."""


def renew_custodians(actor: Actor, *, most: int = FEW) -> int:
    """Seal the keys of the actor's compartments to the custodians of today.

    Only those that are left with others are touched; returns how many were. It
    takes no right but membership: the custodians are those that the root has signed.
    While the row of one was tampered with, nothing is sealed to anybody.
    """
    try:
        mark = in_office()
    except SignatureBroken:
        return 0
    left = Compartment.objects.filter(left_with_others(mark))
    if not mark or not left.exists():
        return 0
    others = left_with_others(mark, "compartment__custodians")
    mine = grants_of(actor).filter(others).values_list("compartment_id", flat=True)
    refs = list(mine[:most])
    return _renew(actor, refs=refs) if refs else 0


@action()
def _renew(actor: Actor, *, refs: Sequence[str]) -> int:
    with suppress(Broken):
        actor.open_compartments(refs)
    rows = Compartment.objects.select_for_update().filter(ref__in=refs)
    renewed = [row for row in rows.order_by("ref") if _renewed(actor, row)]
    if not renewed:
        nothing_to_record()
    return len(renewed)


def _renewed(actor: Actor, row: Compartment) -> bool:
    try:
        keys = actor.keys_of(row.ref, row.epoch)
    except (Broken, NotFound):
        # Whoever opens or rotates it is told what is broken; the others go on.
        return False
    escrow_epoch(row, row.epoch, keys, now=timezone.now())
    name = epoch_ref(row.ref, row.epoch)
    record(actor, Event.CUSTODIANS_RENEWED, name, compartment=row.ref)
    return True
