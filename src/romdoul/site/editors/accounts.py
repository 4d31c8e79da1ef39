"""Making and ending the accounts of editors; done by whoever runs the machine."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.doors import codes
from romdoul.doors.factors import forget_factors, has_factor
from romdoul.doors.names import CODE_NAME
from romdoul.kernel.errors import BadInput, NotFound
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store
from romdoul.site.editors import sessions
from romdoul.site.editors.models import Editor, EditorInvitation
from romdoul.site.editors.roles import Role, give, role_of

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class EditorRow:
    """An account as lists show it."""

    username: str
    ref: str
    role: str
    language: str
    status: str
    last_login: datetime | None


def list_editors() -> list[EditorRow]:
    """Return every account, those that ended last."""
    return [
        EditorRow(
            editor.username,
            editor.ref,
            role_of(editor),
            editor.language,
            _status(editor),
            editor.last_login,
        )
        for editor in Editor.objects.order_by("-is_active", "username")
    ]


@action(store=Store.SITE)
def invite_editor(
    actor: str, *, username: str, role: Role, language: str = "km"
) -> tuple[str, str]:
    """Make an account that nobody can sign in to; return its handle and the code.

    Raises BadInput: the code name is taken, or none.
    """
    _require_free(username)
    editor = Editor(ref=new_ref("E"), username=username, language=language)
    editor.set_unusable_password()
    editor.save()
    give(editor, role)
    record(actor, Event.EDITOR_INVITED, editor.ref)
    return editor.ref, _new_code(editor, now=timezone.now())


@action(store=Store.SITE)
def reset_editor(actor: str, *, username: str) -> str:
    """Take password, second factors and sessions away; return a new one-time code.

    Raises NotFound: nobody of that name edits.
    """
    editor = _active(username)
    _lock_out(editor)
    record(actor, Event.EDITOR_INVITED, editor.ref)
    return _new_code(editor, now=timezone.now())


@action(store=Store.SITE)
def end_editor(actor: str, *, username: str) -> None:
    """End an account at once; what it wrote stays, and so does its name there.

    Raises NotFound: nobody of that name edits.
    """
    editor = _active(username)
    _lock_out(editor)
    EditorInvitation.objects.filter(editor=editor).delete()
    editor.is_active, editor.ended_at = False, timezone.now()
    editor.save(update_fields=["is_active", "ended_at"])
    editor.groups.clear()
    record(actor, Event.EDITOR_ENDED, editor.ref)


@action(store=Store.SITE)
def lock_out_editors(actor: str) -> list[str]:
    """Let nobody sign in until they are invited anew; return whom.

    What comes from a backup may hold an account that ended, or a password that was
    changed, after it was made: no list says so, hence nobody is let in.
    """
    everyone = list(Editor.objects.filter(is_active=True).order_by("pk"))
    for editor in everyone:
        _lock_out(editor)
        EditorInvitation.objects.filter(editor=editor).delete()
    if everyone:
        record(actor, Event.EDITORS_LOCKED_OUT, *(one.ref for one in everyone))
    else:
        nothing_to_record()
    return [one.username for one in everyone]


def find_invitation(code: str, *, now: datetime) -> EditorInvitation:
    """Return the invitation of a code as typed.

    Raises NotFound: there is none, it was used, or it is over.
    """
    found = (
        EditorInvitation.objects.select_related("editor")
        .filter(code_digest=codes.digest_of_typed(code))
        .filter(used_at=None, expires_at__gt=now, editor__is_active=True)
        .first()
    )
    if found is None:
        raise NotFound("invitation")
    return found


def use_invitation(invitation: EditorInvitation, *, now: datetime) -> None:
    """Use the invitation up; raise NotFound if somebody was faster."""
    unused = EditorInvitation.objects.filter(pk=invitation.pk, used_at=None)
    if not unused.update(used_at=now):
        raise NotFound("invitation")


def _new_code(editor: Editor, *, now: datetime) -> str:
    plain = codes.new_code()
    EditorInvitation.objects.update_or_create(
        editor=editor,
        defaults={
            "code_digest": codes.digest(plain),
            "expires_at": now + codes.GOOD_FOR,
            "used_at": None,
        },
    )
    return codes.in_groups(plain)


def _lock_out(editor: Editor) -> None:
    editor.set_unusable_password()
    editor.save(update_fields=["password"])
    forget_factors(editor)
    sessions.end(editor)


def _active(username: str) -> Editor:
    found = Editor.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise NotFound(_("Nobody called %(name)s edits here.") % {"name": username})
    return found


def _require_free(username: str) -> None:
    try:
        CODE_NAME(username)
    except ValidationError:
        username = ""
    taken = Editor.objects.filter(username=username).exists()
    if taken or not 0 < len(username) <= LONGEST_NAME:
        text = _("Choose another code name: small letters, digits, dots or dashes.")
        raise BadInput(text, field="username")


def _status(editor: Editor) -> str:
    if not editor.is_active:
        return "ended"
    return "active" if has_factor(editor) else "invited"
