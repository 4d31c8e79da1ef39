"""A request to a colleague: it stands until answered, taken back or expired."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.clocks import ASSIGNMENT_STANDS, NEVER, transition_status
from romdoul.cases.codes import PROPOSALS, TransitionKind, TransitionStatus
from romdoul.cases.documents import TransitionDocument
from romdoul.cases.models import Case, Transition
from romdoul.cases.saying import record_in_each
from romdoul.cases.sealing import add, open_document, save
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import HasHandle, record_opening
from romdoul.staff.actor import Actor
from romdoul.staff.models import Worker
from romdoul.staff.rights import Right


class Course(NamedTuple):
    """What the ledger says of a kind of request, step by step."""

    requested: Event
    accepted: Event
    rejected: Event
    revoked: Event


_OUTCOME = Course(
    Event.OUTCOME_PROPOSED,
    Event.OUTCOME_CONFIRMED,
    Event.OUTCOME_DECLINED,
    Event.OUTCOME_WITHDRAWN,
)
COURSES: Mapping[TransitionKind, Course] = MappingProxyType(
    {
        TransitionKind.ASSIGN: Course(
            Event.CASE_ASSIGNMENT_REQUESTED,
            Event.CASE_ASSIGNMENT_ACCEPTED,
            Event.CASE_ASSIGNMENT_REJECTED,
            Event.CASE_ASSIGNMENT_REVOKED,
        ),
        TransitionKind.HAND_ON: Course(
            Event.TASK_HANDING_REQUESTED,
            Event.TASK_HANDED_ON,
            Event.TASK_HANDING_REJECTED,
            Event.TASK_HANDING_REVOKED,
        ),
        TransitionKind.UNFOUNDED: _OUTCOME,
        TransitionKind.NOT_UNFOUNDED: _OUTCOME,
        TransitionKind.ERASE: Course(
            Event.PARTICIPANT_ERASURE_REQUESTED,
            Event.PARTICIPANT_ERASURE_CONFIRMED,
            Event.PARTICIPANT_ERASURE_DECLINED,
            Event.PARTICIPANT_ERASURE_WITHDRAWN,
        ),
    }
)


def course_of(asked: Transition) -> Course:
    """Return what the ledger says of this request."""
    return COURSES[TransitionKind(asked.kind)]


def status_now(asked: Transition, now: datetime) -> TransitionStatus:
    """Return where a request stands at this moment."""
    return transition_status(TransitionStatus(asked.status), asked.expires_at, now)


def require_pending(asked: Transition) -> None:
    """Raise BadInput unless a request still waits for its answer."""
    if status_now(asked, timezone.now()) is not TransitionStatus.PENDING:
        raise BadInput(_("This request waits for no answer any more."))


def new_request(
    actor: Actor, case: Case, kind: TransitionKind, *, now: datetime
) -> Transition:
    """Return a request that nobody has been asked yet; a proposal never expires."""
    asked = Transition(
        ref=new_ref("X"),
        compartment=case.compartment,
        case=case,
        kind=kind,
        by_id=actor.worker_id,
        created_at=quarter_hour(now),
    )
    stands = kind not in PROPOSALS
    asked.expires_at = quarter_hour(now + ASSIGNMENT_STANDS) if stands else NEVER
    return asked


def ask(actor: Actor, asked: Transition, *, reason: str) -> Transition:
    """Put a request to whom it is for, or a proposal to any second person."""
    add(actor, asked, TransitionDocument(reason=reason), course_of(asked).requested)
    return asked


def answer(actor: Actor, asked: Transition, *, accept: bool, reason: str) -> None:
    """Accept or decline a request; what follows from it is the caller's.

    Raises:
        BadInput: it was answered, taken back, or has expired.
    """
    require_pending(asked)
    record_opening(actor, [asked.ref], asked.compartment)
    before = open_document(actor, asked, TransitionDocument)
    course, now = course_of(asked), timezone.now()
    asked.status = TransitionStatus.ACCEPTED if accept else TransitionStatus.REJECTED
    asked.answered_at, asked.answered_by_id = quarter_hour(now), actor.worker_id
    save(
        actor,
        asked,
        TransitionDocument(**(before.model_dump() | {"answer": reason})),
        course.accepted if accept else course.rejected,
        version=asked.version,
        fields=("status", "answered_at", "answered_by"),
    )


def of_worker(worker: Worker) -> Q:
    """Return what finds the requests that end when a worker leaves a case.

    Those to them, those about tasks they have, and what they proposed.
    """
    proposed = Q(by=worker, kind__in=PROPOSALS)
    return Q(to=worker) | Q(task__assignee=worker) | proposed


def revoke(actor: HasHandle | str, rows: QuerySet[Transition]) -> None:
    """Take back those of these requests that wait for an answer."""
    waiting = rows.filter(status=TransitionStatus.PENDING).order_by("id")
    found = list(waiting.values_list("kind", "compartment", "ref"))
    refs = [ref for kind, place, ref in found]
    Transition.objects.filter(ref__in=refs).update(
        status=TransitionStatus.REVOKED, answered_at=quarter_hour(timezone.now())
    )
    for kind, course in COURSES.items():
        named = [(place, ref) for of, place, ref in found if of == kind]
        record_in_each(actor, course.revoked, named)


def right_to_confirm(kind: str) -> Right:
    """Return the right that a second person needs, who confirms or declines."""
    return Right.CASE_CLOSE if kind == TransitionKind.ERASE else Right.CASE_CONFIRM
