"""A request to a colleague: it stands until answered, taken back or expired."""

from datetime import datetime

from django.utils import timezone

from romdoul.cases.clocks import transition_status
from romdoul.cases.codes import TransitionStatus
from romdoul.cases.models import Case, Transition
from romdoul.kernel.moments import quarter_hour
from romdoul.ledger.events import Event
from romdoul.ledger.recording import record
from romdoul.staff.actor import Actor
from romdoul.staff.models import Worker


def status_now(asked: Transition, now: datetime) -> TransitionStatus:
    """Return where a request stands at this moment."""
    return transition_status(TransitionStatus(asked.status), asked.expires_at, now)


def revoke_pending(actor: Actor, case: Case, to: Worker | None = None) -> None:
    """Take back what waits for an answer in a case: all of it, or one colleague's."""
    waiting = case.transitions.filter(status=TransitionStatus.PENDING)
    rows = waiting if to is None else waiting.filter(to=to)
    refs = list(rows.values_list("ref", flat=True))
    if not refs:
        return
    rows.update(
        status=TransitionStatus.REVOKED, answered_at=quarter_hour(timezone.now())
    )
    event = Event.CASE_ASSIGNMENT_REVOKED
    record(actor, event, *refs, compartment=case.compartment)
