"""The slow derivation of a receipt code in the server's memory, one at a time."""

import threading

from romdoul.kernel import serverkeys
from romdoul.kernel.errors import RomdoulError
from romdoul.kernel.secret import Secret
from romdoul.vault import mailbox
from romdoul.vault.mailbox import CodeKeys

# It takes 64 MiB and about a quarter of a second; more at once would be a way to
# fill the memory of the machine from outside.
WAIT_SECONDS = 8.0
_turn = threading.BoundedSemaphore(1)


class Busy(RomdoulError):
    """Others are waiting for their codes; try again in a moment."""


def derive(code: str) -> CodeKeys:
    """Stretch a normalised code; raise Busy after ``WAIT_SECONDS`` of waiting."""
    if not _turn.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        return mailbox.slow(code, salt())
    finally:
        _turn.release()


def salt() -> bytes:
    """Return the installation's public salt; browsers get it too."""
    return serverkeys.load_public("mailbox.salt")


def pepper() -> Secret:
    """Return the secret that is not in the database."""
    return serverkeys.load("mailbox.pepper")
