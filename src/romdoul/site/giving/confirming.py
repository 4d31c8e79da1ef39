"""Confirming how to give, by somebody who did not propose it."""

from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store
from romdoul.site import values
from romdoul.site.editors.models import Editor
from romdoul.site.giving.details import (
    PREFIX,
    PROPOSED_BY,
    WAITING,
    digest_of,
    mark_of,
    waiting,
)
from romdoul.site.giving.stored import drop, stored
from romdoul.site.models import SiteSetting

CONFIRM = "pages.change_donatepage"


@action(store=Store.SITE)
def confirm_giving(editor: Editor, *, seen: str) -> None:
    """Let what was proposed stand on the website; ``seen`` is the digest of it.

    Raises:
        Refused: the editor may not, or proposed it.
        NotFound: nothing waits.
        BadInput: what waits is not what the editor saw.
    """
    settings = _require_second(editor)
    wanted = waiting(settings)
    if digest_of(wanted) != seen:
        raise BadInput(_("Something else was proposed meanwhile. Look at it again."))
    drop(PREFIX)
    for key, value in wanted.items():
        SiteSetting.objects.create(key=key, value=value)
    drop(WAITING)
    record(editor, Event.GIVING_CONFIRMED, mark_of(wanted))
    values.forget()


@action(store=Store.SITE)
def decline_giving(editor: Editor) -> None:
    """Let go of what was proposed. Raises Refused, or NotFound where nothing waits."""
    settings = _require_second(editor)
    drop(WAITING)
    record(editor, Event.GIVING_DECLINED, mark_of(waiting(settings)))
    values.forget()


def _require_second(editor: Editor) -> dict[str, str]:
    if not editor.is_active or not editor.has_perm(CONFIRM):
        raise Refused(CONFIRM)
    settings = stored()
    if PROPOSED_BY not in settings:
        raise NotFound(PROPOSED_BY)
    if settings[PROPOSED_BY] == editor.ref:
        raise Refused(CONFIRM)
    return settings
