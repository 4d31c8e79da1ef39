"""The only door to opening sealed records: recorded first, then opened."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from romdoul.ledger.recording import record_openings
from romdoul.staff.actor import Actor
from romdoul.staff.documents import Document
from romdoul.staff.rows import Sealed
from romdoul.staff.sealed import open_rows

D = TypeVar("D", bound=Document)


def note_opening(actor: Actor, rows: Iterable[Sealed]) -> None:
    """Write one ``record.opened`` a compartment, committed before it returns.

    Raises NotFound when the actor may not open one of them: then nothing is
    written, since nothing will be opened.
    """
    listed = list(rows)
    by_compartment: dict[str, list[str]] = {}
    for row in listed:
        by_compartment.setdefault(row.compartment, []).append(row.ref)
    actor.open_compartments(by_compartment)
    for compartment in by_compartment:
        actor.opened(compartment)
    record_openings(
        actor,
        {place: list(dict.fromkeys(refs)) for place, refs in by_compartment.items()},
    )


def open_records(actor: Actor, rows: Sequence[Sealed], schema: type[D]) -> list[D]:
    """Open sealed records of one kind, in their order.

    Raises:
        NotFound: the actor may not open one of them.
        SealBroken, UnknownFormat: one is not what was sealed there.
    """
    note_opening(actor, rows)
    return open_rows(actor, rows, schema)
