"""How many keys still rest on former custodians: coded columns only."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from romdoul.kernel.errors import SignatureBroken
from romdoul.queries.paging import COUNTED
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import grants_of
from romdoul.staff.escrow import in_office, left_with_others
from romdoul.staff.models import Compartment, Worker
from romdoul.staff.rights import Right

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Custody:
    """What is left with others than today's custodians.

    ``compartments`` and, of these, ``mine``, which the actor can renew; the workers
    whose own keys are renewed at their next sign-in. Nothing can be renewed while
    there are ``too_few`` custodians, or a row of one was tampered with (``broken``).
    """

    compartments: int = 0
    mine: int = 0
    workers: int = 0
    more: bool = False
    too_few: bool = False
    broken: bool = False

    def __bool__(self) -> bool:
        """Say whether there is anything to do."""
        return self.broken or self.too_few or self.compartments + self.workers > 0


def custody(actor: Actor) -> Custody:
    """Return what still rests on former custodians.

    Raises:
        Refused: it is not the actor's to see to keys.
    """
    actor.require(Right.COMPARTMENT_ROTATE)
    try:
        mark = in_office()
    except SignatureBroken:
        return Custody(broken=True)
    if not mark:
        return Custody(too_few=True)
    counted = _count(Compartment.objects.filter(left_with_others(mark)))
    others = left_with_others(mark, "compartment__custodians")
    workers = Worker.objects.filter(is_active=True).exclude(keyring=b"")
    return Custody(
        compartments=min(counted, COUNTED),
        mine=_count(grants_of(actor).filter(others)) if counted else 0,
        workers=workers.exclude(custodians=mark).count(),
        more=counted > COUNTED,
    )


def _count(rows: QuerySet[M]) -> int:
    return rows.order_by()[: COUNTED + 1].count()
