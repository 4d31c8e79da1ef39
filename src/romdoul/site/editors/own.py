"""What an editor does with their own account: password, second factors, language."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from django.utils import timezone

from romdoul.doors import factors, throttle
from romdoul.doors.rules import require_good
from romdoul.kernel.errors import WrongPassword
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store
from romdoul.site.editors import sessions
from romdoul.site.editors.hashing import Argon2id
from romdoul.site.editors.models import Editor
from romdoul.site.editors.signing_in import refuse, require_password

P = ParamSpec("P")
R = TypeVar("R")


def _recorded(
    event: Event, act: Callable[Concatenate[Editor, P], R]
) -> Callable[Concatenate[Editor, P], R]:
    """Return an action that does something with one's own account and says so."""

    @action(store=Store.SITE)
    def done(editor: Editor, /, *how: P.args, **more: P.kwargs) -> R:
        result = act(editor, *how, **more)
        record(editor, event, editor.ref)
        return result

    return done


add_totp = _recorded(Event.SECOND_FACTOR_ADDED, factors.add_totp)
add_passkey = _recorded(Event.SECOND_FACTOR_ADDED, factors.add_passkey)
renew_recovery_codes = _recorded(Event.SECOND_FACTOR_ADDED, factors.renew_codes)
remove_second_factor = _recorded(Event.SECOND_FACTOR_REMOVED, factors.remove_factor)


def change_password(editor: Editor, *, here: str, old: str, new: str) -> None:
    """Change the password and end every other session.

    Raises:
        WrongPassword: the old one is another.
        BadInput: the new one is too easy.
    """
    _require_own(editor, old)
    require_good(new, editor.username)
    _change_password(editor, here=here, hashed=Argon2id().encode(new, ""))


def _require_own(editor: Editor, password: str) -> None:
    """Raise WrongPassword unless this is the editor's; slow down who goes on trying."""
    typed = f"own/{editor.ref}"
    barred = throttle.barred(typed, None, now=timezone.now())
    try:
        require_password(None if barred else editor, password)
    except WrongPassword:
        refuse(editor, typed=typed)
        raise


@action(store=Store.SITE)
def _change_password(editor: Editor, *, here: str, hashed: str) -> None:
    editor.password = hashed
    editor.save(update_fields=["password"])
    sessions.end(editor, but=here)
    record(editor, Event.PASSWORD_CHANGED, editor.ref)


@action(store=Store.SITE)
def change_language(editor: Editor, *, language: str) -> None:
    """Speak Khmer ("km") or English ("en") to this editor from now on."""
    Editor.objects.filter(pk=editor.pk).update(language=language)
    record(editor, Event.EDITOR_CHANGED, editor.ref)
