"""What an actor may reach, as conditions on rows: by live grants, never by roster."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from romdoul.cases.models import Seat
from romdoul.staff.actor import Actor
from romdoul.staff.models import Grant


def seated(actor: Actor) -> QuerySet[Seat]:
    """Return the actor's seats on cases whose keys they hold."""
    grants = Grant.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=timezone.now()),
        compartment_id=OuterRef("case__compartment"),
        worker_id=actor.worker_id,
        withdrawn_at=None,
    )
    return Seat.objects.filter(Exists(grants), worker_id=actor.worker_id)
