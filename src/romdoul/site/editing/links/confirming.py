"""Noting that a person opened an address elsewhere, and found what should be there."""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store
from romdoul.site.editors.models import Editor
from romdoul.site.pages.models import ConfirmedLink

MAY_EDIT = "wagtailadmin.access_admin"


@action(store=Store.SITE)
def confirm_link(editor: Editor, *, address: str) -> ConfirmedLink:
    """Note that somebody looked today.

    Raises Refused for who may not edit, BadInput for what is no address.
    """
    if not editor.is_active or not editor.has_perm(MAY_EDIT):
        raise Refused(MAY_EDIT)
    if len(address) > 500 or "://" not in address:
        raise BadInput(_("This is no address."))
    made, _is_new = ConfirmedLink.objects.update_or_create(
        address=address, defaults={"confirmed_on": timezone.localdate()}
    )
    record(editor, Event.LINK_CONFIRMED, f"link-{made.pk}")
    return made
