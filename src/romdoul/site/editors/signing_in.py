"""Editors sign in and out, and come in by invitation."""

from django.contrib.auth.hashers import check_password
from django.utils import timezone

from romdoul.doors import throttle
from romdoul.doors.rules import LONGEST, require_good
from romdoul.kernel.errors import WrongPassword
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store
from romdoul.site.editors import sessions
from romdoul.site.editors.accounts import find_invitation, use_invitation
from romdoul.site.editors.hashing import Argon2id
from romdoul.site.editors.models import Editor, EditorInvitation

PUBLIC = "public"


def sign_in(*, username: str, password: str) -> sessions.Begun:
    """Prove a password, and begin a session that waits for a second factor.

    The same work is done, and the same said, whether the name is unknown, the
    password wrong, or the account slowed down after too many failures.

    Raises:
        WrongPassword: it was not proved.
        BadInput: too many people are signing in at this moment.
    """
    typed = username.strip().lower()[:40]
    editor = Editor.objects.filter(username=typed).first()
    barred = throttle.barred(typed, editor, now=timezone.now())
    try:
        require_password(None if barred else editor, password)
    except WrongPassword:
        refuse(PUBLIC if editor is None else editor, typed=typed)
        raise
    if editor is None:
        raise WrongPassword
    return _begin(editor)


def require_password(editor: Editor | None, password: str) -> None:
    """Raise WrongPassword unless this is the editor's; for nobody, work as hard."""
    if editor is None or not editor.is_active or not editor.has_usable_password():
        Argon2id().encode(password[:LONGEST], "")
        raise WrongPassword
    if not check_password(password[:LONGEST], editor.password):
        raise WrongPassword


@action(store=Store.SITE)
def _begin(editor: Editor) -> sessions.Begun:
    throttle.note_success(editor)
    record(editor, Event.SESSION_BEGUN, editor.ref)
    return sessions.begin(editor, now=timezone.now())


@action(store=Store.SITE)
def refuse(editor: Editor | str, *, typed: str) -> None:
    """Count a password that was wrong."""
    throttle.note_failure(typed, now=timezone.now())
    record(editor, Event.SESSION_REFUSED)


@action(store=Store.SITE)
def start_session(editor: Editor, *, session_id: str) -> None:
    """Make a session active, after the second factor.

    Raises NotFound: this editor gave no password for it in the last five minutes.
    """
    sessions.activate(session_id, editor, now=timezone.now())
    record(editor, Event.SESSION_STARTED, editor.ref)


@action(store=Store.SITE)
def refuse_second_factor(editor: Editor, *, session_id: str) -> bool:
    """Count a wrong code; after five the sign-in begins again. Say if it does."""
    typed = f"code/{editor.ref}"
    throttle.note_failure(typed, now=timezone.now())
    record(editor, Event.SESSION_REFUSED)
    over = throttle.barred(typed, None, now=timezone.now())
    if over:
        sessions.end(editor, only=session_id)
    return over


@action(store=Store.SITE)
def end_session(editor: Editor, *, session_id: str) -> None:
    """Sign out one of one's own sessions."""
    if sessions.end(editor, only=session_id):
        record(editor, Event.SESSION_ENDED, editor.ref)
    else:
        nothing_to_record()


@action(store=Store.SITE)
def end_other_sessions(editor: Editor, *, here: str) -> None:
    """Sign out everywhere but here."""
    sessions.end(editor, but=here)
    record(editor, Event.SESSION_ENDED, editor.ref)


def accept_invitation(*, code: str, password: str) -> sessions.Begun:
    """Come in with a one-time code and a password of one's own.

    Raises:
        NotFound: the code is none, was used, or is over.
        BadInput: the password is too easy.
    """
    invitation = find_invitation(code, now=timezone.now())
    require_good(password, invitation.editor.username)
    return _join(
        invitation.editor,
        invitation=invitation,
        hashed=Argon2id().encode(password, ""),
    )


@action(store=Store.SITE)
def _join(
    editor: Editor, *, invitation: EditorInvitation, hashed: str
) -> sessions.Begun:
    now = timezone.now()
    use_invitation(invitation, now=now)
    editor.password = hashed
    editor.save(update_fields=["password"])
    record(editor, Event.EDITOR_JOINED, editor.ref)
    return sessions.begin(editor, now=now)
