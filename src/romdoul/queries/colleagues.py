"""Who could be asked onto a case: handles and code names, nothing sealed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from romdoul.staff.actor import Actor
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Certificate, Worker
from romdoul.staff.rights import Right, may_enter


@dataclass(frozen=True, slots=True)
class Colleague:
    """A worker as a list of choices shows them."""

    ref: str
    username: str
    roles: tuple[str, ...]


def list_colleagues(actor: Actor, *, without: Iterable[str] = ()) -> list[Colleague]:
    """Return certified colleagues whose roles let them onto a case, the actor too.

    What a certificate really says is proven when a key is given; this only offers.

    Raises:
        Refused: the actor works on no cases.
    """
    actor.require(Right.CASE_READ)
    live = Certificate.objects.filter(
        Q(revoked_at=None), worker=OuterRef("pk"), not_after__gt=timezone.now()
    )
    workers = Worker.objects.filter(Exists(live), is_active=True)
    rows = workers.exclude(ref__in=list(without)).order_by("username")
    return [
        Colleague(row.ref, row.username, row.role_names)
        for row in rows
        if may_enter(row.role_names, CompartmentKind.CASE)
    ]


def code_names(actor: Actor, refs: Iterable[str]) -> dict[str, str]:
    """Return the code names behind handles, for those who read the ledger.

    Raises:
        Refused: the actor does not read the ledger.
    """
    actor.require(Right.LEDGER_READ)
    rows = Worker.objects.filter(ref__in=set(refs)).values_list("ref", "username")
    return dict(rows)
