"""What stands although the list of erasures says that it was erased."""

from collections.abc import Iterable

from romdoul.cases.erasing import standing as people
from romdoul.inbox.destroying import standing as mailboxes
from romdoul.ledger.applying import by_what, in_pieces
from romdoul.ledger.erasure_list import Erased
from romdoul.ledger.events import Event
from romdoul.staff.leaving import present as workers

_STANDING = {
    Event.PARTICIPANT_ERASED: (people, "ref"),
    Event.RECORD_ERASED: (mailboxes, "id"),
    Event.WORKER_LEFT: (workers, "ref"),
}


def erased_and_standing(erased: Iterable[Erased]) -> list[str]:
    """Return the references of what should not be there; opens nothing."""
    listed = list(erased)
    return [
        ref
        for event, (rows, name) in _STANDING.items()
        for piece in in_pieces(by_what(listed, event))
        for ref in rows(piece).values_list(name, flat=True)
    ]
