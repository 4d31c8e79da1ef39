"""Requests to the custodians, and taking up what comes back."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, NotFound, Refused, SealBroken
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.staff.actor import Actor
from romdoul.staff.certificates import Book
from romdoul.staff.changes import Change
from romdoul.staff.compartments import rotate, standing
from romdoul.staff.documents import Reason
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.membership import Opened, require_chain
from romdoul.staff.models import (
    Compartment,
    Escrow,
    RecoveryKind,
    RecoveryRequest,
    RecoveryStatus,
    Worker,
)
from romdoul.staff.recovering import Bundle, Copy, Result, open_result
from romdoul.staff.rights import Right, may_enter, may_give
from romdoul.staff.roster import epoch_ref, load
from romdoul.staff.sealed import seal_row
from romdoul.vault.grants import require_epoch_key
from romdoul.vault.keys import WorkerKeys
from romdoul.vault.recovery import unpack_epoch, unpack_worker

GUEST_FOR = timedelta(hours=24)


def ask(
    actor: Actor,
    worker: Worker,
    reason: str,
    *,
    subject: Compartment | None = None,
    now: datetime,
) -> RecoveryRequest:
    """Make a request: for a worker's keys, or (``subject``) for a way in.

    Raises:
        BadInput: there is no reason, or such a request is open already.
        Refused: the actor's role could not be let in there.
    """
    if not reason.strip():
        raise BadInput(_("Say why."), field="reason")
    if subject is not None:
        _require_fit(actor, subject)
    _require_none_open(worker, subject)
    kind = RecoveryKind.WORKER if subject is None else RecoveryKind.BREAKGLASS
    row = RecoveryRequest(
        ref=new_ref("Q"),
        compartment=standing(CompartmentKind.ORGANISATION).ref,
        kind=kind.value,
        status=RecoveryStatus.REQUESTED.value,
        worker=worker,
        subject=subject,
        requested_by_id=actor.worker_id,
        requested_at=quarter_hour(now),
    )
    seal_row(actor, row, Reason(text=reason.strip()))
    row.save()
    return row


def _require_fit(actor: Actor, subject: Compartment) -> None:
    fit = may_give(actor.roles, subject.kind) and may_enter(actor.roles, subject.kind)
    if not fit:
        raise Refused(Right.BREAKGLASS_REQUEST.value, subject.ref)


def _require_none_open(worker: Worker, subject: Compartment | None) -> None:
    waiting = RecoveryRequest.objects.filter(
        worker=worker,
        subject=subject,
        status__in=[RecoveryStatus.REQUESTED.value, RecoveryStatus.RETURNED.value],
    )
    if waiting.exists():
        raise BadInput(_("There is a request already; it is still open."))


def subject_of(row: RecoveryRequest) -> str:
    """Return what the custodians are asked for, by its name in the escrow."""
    if row.subject is None:
        return row.worker.ref
    return epoch_ref(row.subject.ref, row.subject.epoch)


def bundle_of(row: RecoveryRequest) -> Bundle:
    """Return the file for the custodians; raise NotFound if nothing was left."""
    subject = subject_of(row)
    copies = tuple(
        Copy(one.outer.ref, one.inner.ref, bytes(one.sealed))
        for one in Escrow.objects.filter(subject=subject).select_related(
            "outer", "inner"
        )
    )
    if not copies:
        raise NotFound(subject)
    return Bundle(row.ref, subject, copies)


def take_back(row: RecoveryRequest, result: Result) -> None:
    """Keep what the custodians sent back.

    Raises BadInput: it belongs to another request, or the keys have changed since.
    """
    if row.status != RecoveryStatus.REQUESTED:
        raise BadInput(_("This request is not waiting for the custodians."))
    if (result.request, result.subject) != (row.ref, subject_of(row)):
        raise BadInput(_("This file belongs to another request."), field="file")
    row.result, row.status = result.sealed, RecoveryStatus.RETURNED.value
    row.save(update_fields=["result", "status"])


def returned_for(username: str) -> RecoveryRequest | None:
    """Return the worker's request whose result waits for them, if there is one."""
    return (
        RecoveryRequest.objects.select_related("worker", "subject")
        .filter(
            worker__username=username,
            worker__is_active=True,
            kind=RecoveryKind.WORKER.value,
            status=RecoveryStatus.RETURNED.value,
        )
        .first()
    )


def recovered_keys(
    row: RecoveryRequest, one_time_key: str, *, now: datetime
) -> WorkerKeys:
    """Open a worker's recovered keys; they must be those that are certified.

    Raises:
        WrongIdentity: the one-time key is another.
        SealBroken: other keys than the worker's.
        CertificateBroken: nothing certifies the worker any more.
    """
    worker = row.worker
    payload = open_result(bytes(row.result), one_time_key, worker.ref)
    keys = unpack_worker(payload).keys
    certificate = Book([worker.ref]).current(worker, now=now)
    publics = (certificate.box_public, certificate.sign_public)
    if (keys.box.public, keys.sign.public) != publics:
        raise SealBroken(worker.ref, "another")
    return keys


def finish(row: RecoveryRequest) -> None:
    """Close a request that has served; its result opens nothing any more."""
    row.status, row.result = RecoveryStatus.FINISHED.value, b""
    row.save(update_fields=["status", "result"])


def break_glass(
    actor: Actor, row: RecoveryRequest, one_time_key: str, *, now: datetime
) -> list[Change]:
    """Let the actor in for a day, by a new epoch that the recovered keys begin.

    Raises:
        WrongIdentity: the one-time key is another.
        SealBroken, GrantBroken: the keys are not the compartment's.
        BadInput: its epoch has changed since the request.
    """
    compartment = row.subject
    if compartment is None:
        raise NotFound(row.ref)
    payload = open_result(bytes(row.result), one_time_key, subject_of(row))
    opened = _opened_with(compartment, payload)
    guest = (row.worker, now + GUEST_FOR)
    return rotate(actor, compartment, [row.worker], opened=opened, guest=guest)


def _opened_with(compartment: Compartment, payload: bytes) -> Opened:
    backup = unpack_epoch(payload)
    roster = load([compartment.ref])[compartment.ref]
    require_epoch_key(backup.keys, roster.announced(backup.epoch))
    opened = Opened(roster, {backup.epoch: backup.keys})
    require_chain(opened)
    return opened
