"""What a process that holds opened text asks of Linux: never write my memory out."""

import ctypes
import os
import resource
import signal

# Constants of prctl(2), include/uapi/linux/prctl.h.
_PR_SET_PDEATHSIG = 1
_PR_GET_DUMPABLE = 3
_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Leave no core dump and let no other process of this account read memory.

    The limit alone does not hold where the system pipes core dumps to a program,
    see core(5); a process that is not dumpable leaves none either way.
    """
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_PR_SET_DUMPABLE, 0)


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
