"""What a process that holds opened text asks of Linux: never write my memory out."""

import ctypes
import os
import resource
import signal
from contextlib import suppress

# Constants of prctl(2), include/uapi/linux/prctl.h.
_PR_SET_PDEATHSIG = 1
_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4
# A parameter of mallopt(3), and the size from which on a block is mapped by itself.
_M_MMAP_THRESHOLD = -3
LARGE_BYTES = 256 * 1024


def harden() -> None:
    """Leave no core dump and let no other process of this account read memory.

    The limit alone does not hold where the system pipes core dumps to a program,
    see core(5); a process that is not dumpable leaves none either way.
    """
    os.umask(0o077)
    give_back()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_PR_SET_DUMPABLE, 0)


def give_back() -> None:
    """Give every large block back to the system as soon as it is freed.

    Else glibc raises that size to the largest block it has freed, such as a
    recording's, and keeps the next ones: a hundred megabytes, with what they held.
    """
    # Where there is no glibc there is no such habit either.
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES)


def is_hardened() -> bool:
    """Say whether this process leaves no core dump."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_CORE)
    return soft == 0 and _prctl(_PR_GET_DUMPABLE, 0) == 0


def end_with_parent(*, by: signal.Signals = signal.SIGTERM) -> None:
    """Ask for a signal when the process that started this one is gone."""
    _prctl(_PR_SET_PDEATHSIG, by)


def _prctl(option: int, value: int) -> int:
    try:
        found: int = ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
    except (AttributeError, OSError):
        return -1
    return found
