"""Workers come, are certified, and leave."""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.leaving import leave_cases
from romdoul.doors import factors
from romdoul.kernel.errors import BadInput, NotFound
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record, record_changes
from romdoul.staff import certifying, invitations, leaving, sessions
from romdoul.staff.actor import Actor
from romdoul.staff.models import Worker
from romdoul.staff.rights import Right, Role


@action()
def invite_worker(
    actor: Actor,
    *,
    username: str,
    roles: tuple[Role, ...],
    language: str = "km",
    display_name: str = "",
) -> tuple[str, str]:
    """Make an account without keys; return its handle and the one-time code.

    The name is sealed to the organisation, if the inviter belongs to it.

    Raises:
        Refused: the actor may not invite.
        BadInput: the code name cannot be taken, or no role was given.
    """
    actor.require(Right.STAFF_INVITE)
    worker, code = invitations.invite(username, roles, language, now=timezone.now())
    record(actor, Event.WORKER_INVITED, worker.ref)
    record_changes(actor, certifying.seal_profile(actor, worker, display_name))
    return worker.ref, code


@action()
def renew_invitation(actor: Actor, *, ref: str) -> str:
    """Make a new one-time code for somebody who has not come in yet."""
    actor.require(Right.STAFF_INVITE, ref)
    code = invitations.new_code(_worker(ref), now=timezone.now())
    record(actor, Event.WORKER_INVITED, ref)
    return code


@action()
def certify_worker(
    actor: Actor, *, ref: str, number: str, roles: tuple[Role, ...]
) -> None:
    """Certify a worker's keys against the check number that they read out.

    They get the keys of the standing compartments that their roles belong to, as
    far as the actor holds them; a role that is gone takes its compartments away.

    Raises:
        Refused: the actor may not certify.
        BadInput: the number is not that of the keys kept here; or a manager's role,
            which the root alone certifies.
    """
    actor.require(Right.STAFF_CERTIFY, ref)
    done = certifying.certify(
        actor, _worker(ref), number=number, roles=roles, now=timezone.now()
    )
    record(actor, Event.WORKER_CERTIFIED, done.serial, sealed=done.body)
    record_changes(actor, done.changes)


@action()
def worker_leaves(actor: Actor, *, ref: str) -> None:
    """Take everything from a worker at once.

    Grants, certificate, sessions, key ring and second factors go; compartments the
    actor may rotate begin a new epoch, the others are listed as due. They are on no
    case's roster any more, and what they had to do there is to be taken.

    Raises:
        Refused: the actor may not.
        BadInput: it is the actor, or they have left already.
    """
    actor.require(Right.STAFF_LEAVE, ref)
    worker = _worker(ref)
    if worker.pk == actor.worker_id:
        raise BadInput(_("Somebody else must do this for you."))
    now = timezone.now()
    changes = leaving.leave(actor, worker, now=now)
    record(actor, Event.WORKER_LEFT, ref)
    record_changes(actor, changes)
    leave_cases(actor, worker, now=now)


@action()
def reset_second_factor(actor: Actor, *, ref: str) -> None:
    """Forget a worker's lost second factors; their next sign-in sets up new ones."""
    actor.require(Right.STAFF_RECOVER, ref)
    worker = _worker(ref)
    factors.forget_factors(worker)
    sessions.end(worker)
    record(actor, Event.SECOND_FACTOR_REMOVED, ref)


def _worker(ref: str) -> Worker:
    found = Worker.objects.select_for_update().filter(ref=ref, is_active=True).first()
    if found is None:
        raise NotFound(ref)
    return found
