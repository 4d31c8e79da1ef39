"""Signing in and out, locking and unlocking, and coming in by invitation."""

from django.utils import timezone

from romdoul.doors import throttle
from romdoul.doors.rules import require_good
from romdoul.kernel.errors import NotFound, WrongPassword
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.staff import invitations, sessions
from romdoul.staff.actor import Actor
from romdoul.staff.enrolment import keep_keys
from romdoul.staff.escrow import renew_escrow
from romdoul.staff.models import DeskSession, Invitation, Worker
from romdoul.staff.passwords import lock, open_ring
from romdoul.vault.keys import WorkerKeys, new_worker_keys

PUBLIC = "public"


def sign_in(*, username: str, password: str) -> sessions.Begun:
    """Open a worker's key ring and begin a session that waits for a second factor.

    The same work is done, and the same said, whether the name is unknown, the
    password wrong, or the account slowed down after too many failures.

    Raises:
        WrongPassword: nothing was opened.
        BadInput: too many people are signing in at this moment.
    """
    typed = username.strip().lower()[:40]
    worker = Worker.objects.filter(username=typed).first()
    barred = throttle.barred(typed, worker, now=timezone.now())
    try:
        keys = open_ring(None if barred else worker, password)
    except WrongPassword:
        _refuse(PUBLIC if worker is None else worker, typed=typed)
        raise
    if worker is None:
        raise WrongPassword
    return _begin(worker, keys=keys)


@action()
def _begin(worker: Worker, *, keys: WorkerKeys) -> sessions.Begun:
    """Record that a ring was opened; a ring re-locked meanwhile begins nothing."""
    now = timezone.now()
    throttle.note_success(worker)
    renew_escrow(worker, keys, now=now)
    record(worker, Event.SESSION_BEGUN, worker.ref)
    return sessions.begin(worker, keys, now=now)


@action()
def _refuse(worker: Worker | str, *, typed: str) -> None:
    throttle.note_failure(typed, now=timezone.now())
    record(worker, Event.SESSION_REFUSED)


@action()
def start_session(worker: Worker, *, session_id: str) -> None:
    """Make a session active, after the second factor.

    Raises NotFound: this worker opened no ring for it in the last five minutes.
    """
    sessions.activate(session_id, worker, now=timezone.now())
    record(worker, Event.SESSION_STARTED, worker.ref)


@action()
def refuse_second_factor(worker: Worker, *, session_id: str) -> bool:
    """Count a wrong code; after five the sign-in begins again. Say if it does."""
    throttle.note_failure(f"code/{worker.ref}", now=timezone.now())
    record(worker, Event.SESSION_REFUSED)
    over = throttle.barred(f"code/{worker.ref}", None, now=timezone.now())
    if over:
        sessions.end(worker, only=session_id)
    return over


@action()
def end_session(worker: Worker | Actor, *, session_id: str) -> None:
    """Sign out one of one's own sessions."""
    if sessions.end(_worker_id(worker), only=session_id):
        record(worker, Event.SESSION_ENDED, worker.ref)
    else:
        nothing_to_record()


@action()
def end_other_sessions(actor: Actor) -> int:
    """Sign out everywhere but here; return how many sessions ended."""
    ended = sessions.end(actor.worker_id, but=actor.session_id)
    record(actor, Event.SESSION_ENDED, actor.ref)
    return ended


@action()
def lock_session(worker: Worker | Actor, *, session_id: str) -> None:
    """Forget a session's ring: by hand, or after ten idle minutes."""
    if sessions.lock(session_id):
        record(worker, Event.SESSION_LOCKED, worker.ref)
    else:
        nothing_to_record()


def unlock_session(session: DeskSession, *, password: str) -> sessions.Begun:
    """Open the ring again with the password; the second factor was given today.

    Raises:
        WrongPassword: nothing was opened.
        NotFound: after too many tries the session is over.
    """
    worker = session.worker
    if throttle.barred(f"lock/{worker.ref}", worker, now=timezone.now()):
        end_session(worker, session_id=session.pk)
        raise NotFound("session")
    try:
        keys = open_ring(worker, password)
    except WrongPassword:
        _refuse(worker, typed=f"lock/{worker.ref}")
        raise
    return _reopen(worker, session=session, keys=keys)


@action()
def _reopen(
    worker: Worker, *, session: DeskSession, keys: WorkerKeys
) -> sessions.Begun:
    record(worker, Event.SESSION_UNLOCKED, worker.ref)
    return sessions.reopen(session, keys, now=timezone.now())


def accept_invitation(*, code: str, password: str) -> sessions.Begun:
    """Come in: make one's own keys under one's own password.

    Until a manager has certified the keys they open nothing.

    Raises:
        NotFound: the code is none, was used, or is over.
        BadInput: the password is too easy.
    """
    invitation = invitations.find(code, now=timezone.now())
    require_good(password, invitation.worker.username)
    keys = new_worker_keys()
    ring = lock(keys, password, invitation.worker.ref)
    return _join(invitation.worker, invitation=invitation, keys=keys, ring=ring)


@action()
def _join(
    worker: Worker, *, invitation: Invitation, keys: WorkerKeys, ring: bytes
) -> sessions.Begun:
    now = timezone.now()
    invitations.use(invitation, now=now)
    keep_keys(worker, keys, ring, now=now)
    record(worker, Event.WORKER_JOINED, worker.ref)
    return sessions.begin(worker, keys, now=now)


def _worker_id(worker: Worker | Actor) -> int:
    return worker.worker_id if isinstance(worker, Actor) else worker.pk
