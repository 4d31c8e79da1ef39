"""Taking in what the root has signed: a manager's certificate, a custodian's key."""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, Broken, NotFound
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record, record_changes
from romdoul.staff import certifying
from romdoul.staff.actor import Actor
from romdoul.staff.models import Worker
from romdoul.staff.rights import Right
from romdoul.staff.rooting import read_answer


@action()
def accept_root_answer(actor: Actor, *, ref: str, file: bytes) -> None:
    """Take in a certificate, and perhaps a custodian's recipient, from the root.

    Raises:
        Refused: the actor may not certify.
        BadInput: no such file, another person's, or not signed by our root.
    """
    actor.require(Right.STAFF_CERTIFY, ref)
    worker = Worker.objects.select_for_update().filter(ref=ref, is_active=True).first()
    if worker is None:
        raise NotFound(ref)
    try:
        answer = read_answer(file)
        done = certifying.accept(actor, worker, answer, now=timezone.now())
    except Broken:
        raise BadInput(_("This is not an answer of the root."), field="file") from None
    record(actor, Event.WORKER_CERTIFIED, done.serial, sealed=done.body)
    record_changes(actor, done.changes)
