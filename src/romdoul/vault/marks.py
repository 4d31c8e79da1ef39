"""The version marks, and how a wrong one is refused."""

from enum import Enum

from romdoul.kernel.errors import SealBroken, UnknownFormat

LENGTH = 3


class Mark(bytes, Enum):
    """The first three bytes of every format."""

    RECORD = b"RR1"
    ENVELOPE = b"RE1"
    ATTACHMENT = b"RA1"
    FILE = b"RF1"
    KEYRING = b"RK1"
    SESSION = b"RS1"
    MAILBOX = b"RM1"
    PAIR = b"RP1"
    NAME = b"RN1"


def require_mark(sealed: bytes, mark: bytes, ref: str) -> None:
    """Raise unless ``sealed`` starts with ``mark``.

    Raises:
        SealBroken: cut before the mark ends.
        UnknownFormat: another mark.
    """
    if len(sealed) < LENGTH:
        raise SealBroken(ref, "cut")
    if not sealed.startswith(mark):
        raise UnknownFormat(ref, "mark")
