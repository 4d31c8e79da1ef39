"""What takes two people: proposed with a reason, confirmed or declined by a second.

Who proposed never confirms; a proposal stands until it is answered or taken back.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import (
    OUTCOMES,
    PROPOSALS,
    TransitionKind,
    TransitionStatus,
)
from romdoul.cases.models import Participant, Transition
from romdoul.cases.outcomes import open_recorded, require_can_be, set_outcome
from romdoul.cases.transitions import (
    answer,
    ask,
    new_request,
    require_pending,
    revoke,
)
from romdoul.kernel.errors import BadInput, Refused
from romdoul.ledger.recording import action
from romdoul.queries.records import get_proposal, get_record, get_request
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


@action()
def propose_outcome(
    actor: Actor,
    *,
    ref: str,
    reason: str,
    kind: TransitionKind = TransitionKind.UNFOUNDED,
) -> Transition:
    """Propose that the allegation against a person is unfounded, or is not after all.

    Raises:
        NotFound, Refused: as ``get_record``.
        BadInput: no reason, it is so already, or the same is proposed already.
    """
    person = get_record(actor, Participant, ref, need=Right.CASE_WRITE, lock=True)
    _require_reason(reason)
    require_can_be(kind, person, open_recorded(actor, person))
    if person.proposals.filter(status=TransitionStatus.PENDING, kind=kind).exists():
        raise BadInput(_("This is proposed already, and waits for a second person."))
    asked = new_request(actor, person.case, kind, now=timezone.now())
    asked.participant = person
    return ask(actor, asked, reason=reason)


@action()
def confirm_outcome(actor: Actor, *, ref: str, reason: str) -> Transition:
    """Confirm, as the second person, what a colleague proposed: now it is so.

    Raises:
        NotFound, Refused: as ``get_proposal``.
        BadInput: no reason, it was answered or taken back, or it cannot be any more.
    """
    asked = get_proposal(actor, ref, *OUTCOMES)
    _require_reason(reason)
    answer(actor, asked, accept=True, reason=reason)
    person = Participant.objects.select_for_update().get(proposals=asked)
    set_outcome(actor, person, TransitionKind(asked.kind))
    return asked


@action()
def decline_proposal(actor: Actor, *, ref: str, reason: str) -> Transition:
    """Decline, as the second person, what a colleague proposed.

    Raises:
        NotFound, Refused: as ``get_proposal``.
        BadInput: no reason, or it was answered or taken back.
    """
    asked = get_proposal(actor, ref, *PROPOSALS)
    _require_reason(reason)
    answer(actor, asked, accept=False, reason=reason)
    return asked


@action()
def withdraw_proposal(actor: Actor, *, ref: str) -> Transition:
    """Take back what the actor proposed themselves.

    Raises:
        NotFound, Refused: as ``get_request``; or another proposed it.
        BadInput: it was answered or taken back.
    """
    asked = get_request(actor, ref, *PROPOSALS, need=Right.CASE_WRITE)
    if asked.by_id != actor.worker_id:
        raise Refused(Right.CASE_CONFIRM.value, ref)
    require_pending(asked)
    revoke(actor, Transition.objects.filter(pk=asked.pk))
    asked.refresh_from_db()
    return asked


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput(_("Say why."), field="reason")
