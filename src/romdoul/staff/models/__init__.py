"""The tables of staff: people, keys, sessions and recovery."""

from romdoul.staff.models.keys import Compartment, Epoch, Escrow, Grant, Proposal
from romdoul.staff.models.recovery import RecoveryKind, RecoveryRequest, RecoveryStatus
from romdoul.staff.models.sessions import DeskSession, Stage
from romdoul.staff.models.workers import (
    Certificate,
    CustodianKey,
    Invitation,
    Profile,
    Worker,
)

__all__ = [
    "Certificate",
    "Compartment",
    "CustodianKey",
    "DeskSession",
    "Epoch",
    "Escrow",
    "Grant",
    "Invitation",
    "Profile",
    "Proposal",
    "RecoveryKind",
    "RecoveryRequest",
    "RecoveryStatus",
    "Stage",
    "Worker",
]
