"""What a worker does with their own account: password, second factors, keys."""

from typing import Any

from django.utils import timezone

from romdoul.doors import factors
from romdoul.doors.rules import require_good
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record, record_changes
from romdoul.staff import renewal, sessions
from romdoul.staff.actor import Actor
from romdoul.staff.models import DeskSession, Worker
from romdoul.staff.passwords import lock, open_ring
from romdoul.staff.rights import Right
from romdoul.vault.keys import WorkerKeys


@action()
def add_totp(worker: Worker, *, secret: str, code: str) -> list[str]:
    """Add an authenticator app once its first code is right; return recovery codes.

    Raises BadInput: the code is wrong, or there is one already.
    """
    codes = factors.add_totp(worker, secret, code)
    record(worker, Event.SECOND_FACTOR_ADDED, worker.ref)
    return codes


@action()
def add_passkey(worker: Worker, *, credential: dict[str, Any]) -> list[str]:
    """Add a passkey that the browser has just made; return recovery codes if new."""
    codes = factors.add_passkey(worker, credential)
    record(worker, Event.SECOND_FACTOR_ADDED, worker.ref)
    return codes


@action()
def renew_recovery_codes(worker: Worker) -> list[str]:
    """Make new recovery codes; the old ones open nothing from now on."""
    codes = factors.renew_codes(worker)
    record(worker, Event.SECOND_FACTOR_ADDED, worker.ref)
    return codes


@action()
def remove_second_factor(worker: Worker, *, pk: int) -> None:
    """Remove a second factor; the last one stays.

    Raises:
        NotFound: there is no such factor.
        BadInput: it is the last one.
    """
    factors.remove_factor(worker, pk)
    record(worker, Event.SECOND_FACTOR_REMOVED, worker.ref)


def change_password(session: DeskSession, *, old: str, new: str) -> sessions.Begun:
    """Re-lock the key ring under a new password and end every other session.

    Raises:
        WrongPassword: the old one does not open the ring.
        BadInput: the new one is too easy.
    """
    worker = session.worker
    keys = open_ring(worker, old)
    require_good(new, worker.username)
    ring = lock(keys, new, worker.ref)
    return _relock(worker, session=session, keys=keys, ring=ring)


@action()
def _relock(
    worker: Worker, *, session: DeskSession, keys: WorkerKeys, ring: bytes
) -> sessions.Begun:
    worker.keyring = ring
    worker.save(update_fields=["keyring"])
    sessions.end(worker, but=session.pk)
    record(worker, Event.PASSWORD_CHANGED, worker.ref)
    return sessions.reopen(session, keys, now=timezone.now())


@action()
def change_language(actor: Actor, *, language: str) -> None:
    """Speak Khmer ("km") or English ("en") to this worker from now on."""
    actor.require(Right.ACCOUNT_OWN)
    Worker.objects.filter(pk=actor.worker_id).update(language=language)
    record(actor, Event.WORKER_CHANGED, actor.ref)


@action()
def prepare_new_keys(actor: Actor) -> None:
    """Make new keys for oneself; a manager has to certify them."""
    actor.require(Right.ACCOUNT_OWN)
    renewal.prepare(actor)
    record(actor, Event.WORKER_CHANGED, actor.ref)


def take_up_new_keys(
    actor: Actor, session: DeskSession, *, password: str
) -> sessions.Begun:
    """Begin to use the new keys, once certified; re-wraps one's own grants.

    Raises:
        WrongPassword: it does not open the ring.
        BadInput: no manager has certified them yet.
    """
    worker = session.worker
    keys, _certificate = renewal.next_keys(actor, worker)
    open_ring(worker, password)
    ring = lock(keys, password, worker.ref)
    return _take_up(actor, session=session, keys=keys, ring=ring)


@action()
def _take_up(
    actor: Actor, *, session: DeskSession, keys: WorkerKeys, ring: bytes
) -> sessions.Begun:
    now, worker = timezone.now(), session.worker
    row, changes = renewal.take_up(actor, worker, keys, ring, now=now)
    record(actor, Event.WORKER_KEYS_RENEWED, row.serial, sealed=bytes(row.body))
    record_changes(actor, changes)
    sessions.end(worker, but=session.pk)
    return sessions.reopen(session, keys, now=now)
