"""A request to a colleague: it stands until answered, taken back or expired."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from romdoul.cases.clocks import transition_status
from romdoul.cases.codes import TransitionStatus
from romdoul.cases.models import Case, Transition
from romdoul.cases.saying import record_in_each
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.events import Event
from romdoul.staff.actor import Actor
from romdoul.staff.models import Worker


def status_now(asked: Transition, now: datetime) -> TransitionStatus:
    """Return where a request stands at this moment."""
    return transition_status(TransitionStatus(asked.status), asked.expires_at, now)


def revoke_pending(actor: Actor, case: Case, to: Worker | None = None) -> None:
    """Take back what waits for an answer in a case: all of it, or one colleague's."""
    rows = case.transitions.all()
    _revoke(actor, rows if to is None else rows.filter(to=to))


def revoke_asked_of(actor: Actor, worker: Worker) -> None:
    """Take back what waits for a worker's answer, in every case."""
    _revoke(actor, Transition.objects.filter(to=worker))


def _revoke(actor: Actor, rows: QuerySet[Transition]) -> None:
    waiting = rows.filter(status=TransitionStatus.PENDING)
    found = list(waiting.order_by("id").values_list("compartment", "ref"))
    waiting.update(
        status=TransitionStatus.REVOKED, answered_at=quarter_hour(timezone.now())
    )
    record_in_each(actor, Event.CASE_ASSIGNMENT_REVOKED, found)
