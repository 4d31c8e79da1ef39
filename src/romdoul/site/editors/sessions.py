"""Where an editor is signed in: begun by a password, active by the second factor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from django.conf import settings

from romdoul.kernel.errors import NotFound
from romdoul.site.editors.models import Editor, EditorSession, Stage

PENDING_FOR = timedelta(minutes=5)
LIFE = timedelta(hours=12)
# A request within this time of the last one noted is not written down again.
NOTED_EVERY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in whose password was right, and that waits for its second factor."""

    session: EditorSession
    editor: Editor


def begin(editor: Editor, *, now: datetime) -> Begun:
    """Begin a session that waits for its second factor."""
    sweep(editor, now=now)
    session = EditorSession.objects.create(
        id=token_hex(16),
        editor=editor,
        stage=Stage.PENDING.value,
        created_at=now,
        last_seen_at=now,
    )
    return Begun(session, editor)


def activate(session_id: str, editor: Editor, *, now: datetime) -> None:
    """Make a pending session active: the second factor has been given.

    Raises NotFound unless this editor's password began this very session less than
    five minutes ago.
    """
    pending = EditorSession.objects.filter(
        pk=session_id,
        editor=editor,
        editor__is_active=True,
        stage=Stage.PENDING.value,
        created_at__gt=now - PENDING_FOR,
    )
    if not pending.update(stage=Stage.ACTIVE.value, last_seen_at=now):
        raise NotFound("session")


def live(session_id: str, *, now: datetime) -> EditorSession | None:
    """Return an active session with its editor, unless it is over or was left alone."""
    return (
        EditorSession.objects.select_related("editor")
        .filter(pk=session_id, stage=Stage.ACTIVE.value, editor__is_active=True)
        .filter(created_at__gt=now - LIFE, last_seen_at__gt=now - idle())
        .first()
    )


def idle() -> timedelta:
    """Return how long a session may be left alone."""
    return timedelta(seconds=settings.ROMDOUL_EDIT_IDLE_SECONDS)


def note_seen(session: EditorSession, *, now: datetime) -> None:
    """Note that somebody is at work."""
    if now - session.last_seen_at >= NOTED_EVERY:
        EditorSession.objects.filter(pk=session.pk).update(last_seen_at=now)


def end(editor: Editor, *, but: str = "", only: str = "") -> int:
    """End an editor's sessions, all but one or only one; return how many."""
    sessions = EditorSession.objects.filter(editor=editor).exclude(pk=but)
    if only:
        sessions = sessions.filter(pk=only)
    return sessions.delete()[0]


def sweep(editor: Editor, *, now: datetime) -> None:
    """Delete what is over: sign-ins not finished, and sessions past their life."""
    old = EditorSession.objects.filter(editor=editor)
    old.filter(stage=Stage.PENDING.value, created_at__lte=now - PENDING_FOR).delete()
    old.filter(created_at__lte=now - LIFE).delete()
    old.filter(last_seen_at__lte=now - idle()).delete()
