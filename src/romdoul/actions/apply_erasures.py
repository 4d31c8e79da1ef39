"""Carry out again, in casework, what the list of erasures says was erased."""

from collections.abc import Callable, Mapping, Sequence

from django.utils import timezone

from romdoul.cases import erasing
from romdoul.cases.leaving import leave_cases
from romdoul.cases.transitions import revoke
from romdoul.ledger import outbox
from romdoul.ledger.applying import by_what, in_pieces, record_applied
from romdoul.ledger.erasure_list import Erased
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record, record, record_changes
from romdoul.matching import index
from romdoul.staff import leaving, sessions

Said = Mapping[str, Erased]


@action()
def apply_in_casework(
    actor: str, *, erased: Sequence[Erased], destroyed: Sequence[str] = ()
) -> list[str]:
    """Erase what this store holds although it was erased; return the references.

    ``destroyed`` are mailboxes: what was still to be delivered to them goes too.
    """
    done = [
        ref
        for event, apply in APPLY.items()
        for piece in in_pieces(by_what(erased, event))
        for ref in apply(actor, piece)
    ]
    if not outbox.forget_payloads(destroyed) and not done:
        nothing_to_record()
    elif not done:
        record(actor, Event.ERASURE_APPLIED, f"event={Event.RECORD_ERASED}")
    return done


@action()
def note_restore(actor: str, *, made_at: str, how: Sequence[str]) -> None:
    """Say that the stores came from a backup, of when, and how it was put back.

    Whoever was signed in when it was made is so no longer.
    """
    sessions.end_all()
    record(actor, Event.BACKUP_RESTORED, f"made={made_at}", *how)


def _people(actor: str, said: Said) -> list[str]:
    found = list(erasing.standing(said).select_for_update())
    for person in found:
        gone = (person.ref, *erasing.remove_again(person, said[person.ref]))
        place = person.compartment
        record_applied(actor, said[person.ref], *gone, compartment=place)
        revoke(actor, person.proposals.all())
    index.forget([person.ref for person in found])
    return [person.ref for person in found]


def _workers(actor: str, said: Said) -> list[str]:
    now = timezone.now()
    found = list(leaving.present(said).select_for_update())
    for worker in found:
        changes = leaving.lock_out(worker, now=now)
        # Their sealed profile has the same reference, and stays.
        record_applied(actor, said[worker.ref], f"who={worker.ref}")
        record_changes(actor, changes)
        leave_cases(actor, worker, now=now)
    return [worker.ref for worker in found]


APPLY: dict[Event, Callable[[str, Said], list[str]]] = {
    Event.PARTICIPANT_ERASED: _people,
    Event.WORKER_LEFT: _workers,
}
"""How each event of ``ledger.events.ERASURES`` that casework knows is carried out."""
