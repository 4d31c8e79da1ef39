"""What a step of this package did, for the action that called it to record.

This package lies below the ledger, so it says what happened by the event's name.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened: an event's name, references and what was written."""

    event: str
    refs: tuple[str, ...]
    compartment: str = ""
    sealed: bytes | None = None
