"""Open a case that no report led to."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import Priority
from romdoul.cases.founding import NewCase, found_case
from romdoul.cases.models import Case
from romdoul.kernel.errors import BadInput
from romdoul.ledger.recording import action
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


@action()
def open_case(
    actor: Actor,
    *,
    title: str,
    lead: str,
    members: Sequence[str],
    reason: str,
    priority: Priority = Priority.MEDIUM,
) -> Case:
    """Open a case with a team; a lead other than the actor has still to accept.

    Raises:
        Refused: the actor opens no cases.
        BadInput: no title, or a team that cannot be.
    """
    actor.require(Right.CASE_CREATE)
    if not title.strip():
        raise BadInput(_("Give the case a title."), field="title")
    new = NewCase(title, reason, priority, lead, tuple(members))
    return found_case(actor, new, now=timezone.now())
