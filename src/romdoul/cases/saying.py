"""One thing done in several compartments, said on the ledger once in each."""

from collections.abc import Iterable

from romdoul.ledger.events import Event
from romdoul.ledger.recording import HasHandle, record


def record_in_each(
    actor: HasHandle | str, event: Event, rows: Iterable[tuple[str, str]]
) -> None:
    """Record an event with the references of each compartment.

    ``rows`` are compartments and references; nothing is said of none.
    """
    found: dict[str, list[str]] = {}
    for compartment, ref in rows:
        found.setdefault(compartment, []).append(ref)
    for compartment, refs in found.items():
        record(actor, event, *refs, compartment=compartment)
