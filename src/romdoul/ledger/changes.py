"""Puts on the ledger what a step below it has done."""

from collections.abc import Iterable

from romdoul.ledger.events import Event
from romdoul.ledger.recording import HasHandle, record
from romdoul.staff.changes import Change


def record_changes(actor: HasHandle | str, changes: Iterable[Change]) -> None:
    """Record each change in the running action; raises as ``record`` does."""
    for change in changes:
        record(
            actor,
            Event(change.event),
            *change.refs,
            compartment=change.compartment,
            sealed=change.sealed,
        )
