"""A browser's session: the ring under a key that only the browser's cookie holds."""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_bytes, token_hex

from romdoul.kernel.errors import NotFound, SealBroken
from romdoul.kernel.secret import Secret
from romdoul.staff.actor import Actor, actor_for
from romdoul.staff.models import DeskSession, Stage, Worker
from romdoul.vault.keyring import unwrap_for_session, wrap_for_session
from romdoul.vault.keys import WorkerKeys

PENDING_FOR = timedelta(minutes=5)
LIFE = timedelta(hours=12)
# A request within this time of the last one noted is not written down again.
NOTED_EVERY = timedelta(seconds=30)
KEY = 32


@dataclass(frozen=True, slots=True)
class Begun:
    """A session as it goes to the browser: its id, and the key for its cookie."""

    session: DeskSession
    worker: Worker
    cookie: Secret = field(repr=False)

    def cookie_text(self) -> str:
        """Return the key as the cookie carries it."""
        return base64.urlsafe_b64encode(self.cookie.reveal()).decode().rstrip("=")


def cookie_key(text: str) -> Secret:
    """Return the key of a cookie; raise SealBroken if it is none."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY:
        raise SealBroken("session", "cookie")
    return Secret(raw)


def begin(worker: Worker, keys: WorkerKeys, *, now: datetime) -> Begun:
    """Begin a session that waits for its second factor."""
    _sweep(worker, now=now)
    session = DeskSession(
        id=token_hex(16),
        worker=worker,
        stage=Stage.PENDING.value,
        created_at=now,
        last_seen_at=now,
    )
    begun = _rewrap(session, worker, keys)
    session.save(force_insert=True)
    return begun


def activate(session_id: str, worker: Worker, *, now: datetime) -> DeskSession:
    """Make a pending session active: the second factor has been given.

    Raises NotFound unless this worker's password opened the ring for this very
    session less than five minutes ago.
    """
    since = now - PENDING_FOR
    changed = DeskSession.objects.filter(
        pk=session_id,
        worker=worker,
        worker__is_active=True,
        stage=Stage.PENDING.value,
        created_at__gt=since,
    ).exclude(ring=b"")
    if not changed.update(stage=Stage.ACTIVE.value, last_seen_at=now):
        raise NotFound("session")
    return DeskSession.objects.get(pk=session_id)


def live(session_id: str, *, now: datetime) -> DeskSession | None:
    """Return an active or locked session with its worker, unless it is over."""
    return (
        DeskSession.objects.select_related("worker")
        .filter(pk=session_id, worker__is_active=True, created_at__gt=now - LIFE)
        .exclude(stage=Stage.PENDING.value)
        .first()
    )


def actor_of(session: DeskSession, cookie: str) -> Actor:
    """Return the actor of an active session.

    Raises:
        SealBroken: the cookie is not this session's.
        CertificateBroken: no certificate speaks for the worker's keys.
    """
    return actor_for(
        session.worker, keys_of_session(session, cookie), session_id=session.pk
    )


def keys_of_session(session: DeskSession, cookie: str) -> WorkerKeys:
    """Open the ring with the browser's cookie; raise SealBroken if it does not."""
    if session.stage != Stage.ACTIVE:
        raise SealBroken("session", "stage")
    key, worker = cookie_key(cookie), session.worker
    return unwrap_for_session(bytes(session.ring), key, worker.ref, session.pk)


def note_seen(session: DeskSession, *, now: datetime) -> None:
    """Note that somebody is at the desk."""
    if now - session.last_seen_at >= NOTED_EVERY:
        DeskSession.objects.filter(pk=session.pk).update(last_seen_at=now)


def lock(session_id: str) -> bool:
    """Forget the ring of an active session; say whether there was one."""
    active = DeskSession.objects.filter(pk=session_id, stage=Stage.ACTIVE.value)
    return bool(active.update(stage=Stage.LOCKED.value, ring=b""))


def reopen(session: DeskSession, keys: WorkerKeys, *, now: datetime) -> Begun:
    """Wrap the ring anew, under a new cookie, for a session that goes on."""
    begun = _rewrap(session, session.worker, keys)
    session.stage, session.last_seen_at = Stage.ACTIVE.value, now
    session.save(update_fields=["ring", "stage", "last_seen_at"])
    return begun


def end(worker: Worker | int, *, but: str = "", only: str = "") -> int:
    """End a worker's sessions, all but one or only one; return how many."""
    sessions = DeskSession.objects.filter(worker=worker).exclude(pk=but)
    if only:
        sessions = sessions.filter(pk=only)
    return sessions.delete()[0]


def end_all() -> int:
    """End the sessions of everybody; return how many there were."""
    return DeskSession.objects.all().delete()[0]


def _rewrap(session: DeskSession, worker: Worker, keys: WorkerKeys) -> Begun:
    cookie = Secret(token_bytes(KEY))
    session.ring = wrap_for_session(keys, cookie, worker.ref, session.pk)
    return Begun(session, worker, cookie)


def _sweep(worker: Worker, *, now: datetime) -> None:
    """Delete what is over: sign-ins not finished, and sessions past their life."""
    old = DeskSession.objects.filter(worker=worker)
    old.filter(stage=Stage.PENDING.value, created_at__lte=now - PENDING_FOR).delete()
    old.filter(created_at__lte=now - LIFE).delete()
