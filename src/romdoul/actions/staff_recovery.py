"""Recovery of a worker's keys by two custodians, and breaking the glass."""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.doors import throttle
from romdoul.doors.rules import require_good
from romdoul.kernel.errors import (
    BadInput,
    Broken,
    NotFound,
    Refused,
    WrongIdentity,
    WrongPassword,
)
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record, record_changes
from romdoul.staff import recovery, sessions
from romdoul.staff.actor import Actor
from romdoul.staff.enrolment import keep_keys
from romdoul.staff.models import Compartment, RecoveryRequest, RecoveryStatus, Worker
from romdoul.staff.passwords import lock
from romdoul.staff.recovering import read_result
from romdoul.staff.rights import Right
from romdoul.vault.keys import WorkerKeys


@action()
def request_recovery(actor: Actor, *, worker: str, reason: str) -> str:
    """Ask the custodians for a worker's lost keys; the worker and managers hear of it.

    Returns the request's reference.

    Raises:
        Refused: the actor may not, or asks for their own.
        BadInput: no reason, or a request is open already.
    """
    actor.require(Right.STAFF_RECOVER, worker)
    whose = Worker.objects.filter(ref=worker, is_active=True).first()
    if whose is None or not whose.keyring:
        raise NotFound(worker)
    row = recovery.ask(actor, whose, reason, now=timezone.now())
    _note(actor, Event.RECOVERY_REQUESTED, row)
    return row.ref


@action()
def request_break_glass(actor: Actor, *, compartment: str, reason: str) -> str:
    """Ask the custodians for a way into a compartment; returns the reference.

    Raises:
        Refused: the actor may not, or could not be let in there.
        BadInput: no reason, or a request is open already.
    """
    actor.require(Right.BREAKGLASS_REQUEST, compartment)
    subject = Compartment.objects.filter(pk=compartment).first()
    if subject is None:
        raise NotFound(compartment)
    me = Worker.objects.get(pk=actor.worker_id)
    row = recovery.ask(actor, me, reason, subject=subject, now=timezone.now())
    _note(actor, Event.BREAKGLASS_REQUESTED, row)
    return row.ref


@action()
def return_recovery(actor: Actor, *, ref: str, file: bytes) -> None:
    """Take in what two custodians have peeled.

    Raises BadInput: it is no such file, or belongs to another request.
    """
    row = _row(actor, ref)
    try:
        result = read_result(file)
    except Broken:
        raise BadInput(
            _("This is not a file of the custodians."), field="file"
        ) from None
    recovery.take_back(row, result)
    record(actor, Event.RECOVERY_PEELED, ref)


@action()
def withdraw_recovery(actor: Actor, *, ref: str) -> None:
    """Call a request off; the worker may do so too, on hearing of it."""
    row = _open_row(ref)
    if row.worker_id != actor.worker_id:
        actor.require(Right.STAFF_RECOVER, ref)
    row.status, row.result = RecoveryStatus.WITHDRAWN.value, b""
    row.save(update_fields=["status", "result"])
    record(actor, Event.RECOVERY_WITHDRAWN, ref)


def finish_recovery(
    *, username: str, one_time_key: str, password: str
) -> sessions.Begun:
    """Take one's keys up again under a new password; the second factor comes next.

    Raises:
        WrongPassword: no request waits for this name, or the key is another.
        BadInput: the new password is too easy.
    """
    typed = username.strip().lower()[:40]
    now = timezone.now()
    require_good(password, typed)
    row = recovery.returned_for(typed)
    if row is None or throttle.barred(f"recover/{typed}", None, now=now):
        _refuse("public", typed=typed)
        raise WrongPassword
    try:
        keys = recovery.recovered_keys(row, one_time_key, now=now)
    except (WrongIdentity, Broken):
        _refuse(row.worker, typed=typed)
        raise WrongPassword from None
    ring = lock(keys, password, row.worker.ref)
    return _take_up(row.worker, row=row, keys=keys, ring=ring)


@action()
def _take_up(
    worker: Worker, *, row: RecoveryRequest, keys: WorkerKeys, ring: bytes
) -> sessions.Begun:
    now = timezone.now()
    keep_keys(worker, keys, ring, now=now)
    sessions.end(worker)
    throttle.note_success(worker)
    recovery.finish(row)
    record(worker, Event.RECOVERY_FINISHED, row.ref)
    return sessions.begin(worker, keys, now=now)


@action()
def _refuse(worker: Worker | str, *, typed: str) -> None:
    throttle.note_failure(f"recover/{typed}", now=timezone.now())
    record(worker, Event.SESSION_REFUSED)


@action()
def break_glass(actor: Actor, *, ref: str, one_time_key: str) -> None:
    """Enter a compartment for a day with what the custodians gave; to be reviewed.

    Raises:
        NotFound: there is no returned request of the actor's.
        WrongPassword: the one-time key is another.
        Refused: the actor's role could not be let in there.
    """
    actor.require(Right.BREAKGLASS_REQUEST, ref)
    row = _open_row(ref)
    if row.worker_id != actor.worker_id or row.status != RecoveryStatus.RETURNED:
        raise NotFound(ref)
    try:
        changes = recovery.break_glass(actor, row, one_time_key, now=timezone.now())
    except WrongIdentity:
        raise WrongPassword from None
    recovery.finish(row)
    subject = row.subject.ref if row.subject else ""
    record(actor, Event.BREAKGLASS_OPENED, ref, compartment=subject)
    record_changes(actor, changes)


@action()
def review_break_glass(actor: Actor, *, ref: str) -> None:
    """Say that somebody else has looked at why the glass was broken.

    Raises:
        Refused: the actor may not, or it was their own.
        NotFound: nothing waits for a review.
    """
    actor.require(Right.BREAKGLASS_REVIEW, ref)
    row = RecoveryRequest.objects.filter(
        ref=ref, kind="breakglass", status=RecoveryStatus.FINISHED.value
    ).first()
    if row is None:
        raise NotFound(ref)
    if row.worker_id == actor.worker_id:
        raise Refused(Right.BREAKGLASS_REVIEW.value, ref)
    row.status = RecoveryStatus.REVIEWED.value
    row.reviewed_by_id = actor.worker_id
    row.save(update_fields=["status", "reviewed_by"])
    record(actor, Event.BREAKGLASS_REVIEWED, ref)


def _note(actor: Actor, event: Event, row: RecoveryRequest) -> None:
    """Record a request. The worker and every manager find it on their day."""
    record(actor, event, row.ref, compartment=row.compartment, sealed=bytes(row.sealed))
    record(actor, event, row.ref, row.worker.ref)


def _row(actor: Actor, ref: str) -> RecoveryRequest:
    row = _open_row(ref)
    if row.requested_by_id != actor.worker_id:
        actor.require(Right.STAFF_RECOVER, ref)
    return row


def _open_row(ref: str) -> RecoveryRequest:
    row = (
        RecoveryRequest.objects.select_related("worker", "subject")
        .filter(
            ref=ref,
            status__in=[
                RecoveryStatus.REQUESTED.value,
                RecoveryStatus.RETURNED.value,
            ],
        )
        .first()
    )
    if row is None:
        raise NotFound(ref)
    return row
