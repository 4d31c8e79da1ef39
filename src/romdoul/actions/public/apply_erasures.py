"""Carry out again, in the inbox, what the list of erasures says was destroyed."""

from collections.abc import Callable, Mapping, Sequence

from romdoul.inbox.destroying import destroy, standing
from romdoul.ledger.applying import by_what, in_pieces, record_applied
from romdoul.ledger.erasure_list import Erased
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, nothing_to_record
from romdoul.ledger.stores import Store

Said = Mapping[str, Erased]


@action(store=Store.INBOX)
def apply_in_inbox(actor: str, *, erased: Sequence[Erased]) -> list[str]:
    """Destroy the mailboxes that stand although they were destroyed; return which."""
    done = [
        ref
        for event, apply in APPLY.items()
        for piece in in_pieces(by_what(erased, event))
        for ref in apply(actor, piece)
    ]
    if not done:
        nothing_to_record()
    return done


def _mailboxes(actor: str, said: Said) -> list[str]:
    found = list(standing(said).select_for_update())
    for box in found:
        gone = destroy(box, now=said[box.id].at)
        record_applied(actor, said[box.id], *gone, compartment=box.compartment)
    return [box.id for box in found]


APPLY: dict[Event, Callable[[str, Said], list[str]]] = {
    Event.RECORD_ERASED: _mailboxes,
}
"""How each event of ``ledger.events.ERASURES`` that the inbox knows is carried out."""
