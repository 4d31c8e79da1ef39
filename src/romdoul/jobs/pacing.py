"""A clock: each duty at its own pace, one after another.

A duty that fails is tried again at its next turn; the others go on. What a duty
does is idempotent, so that a loop killed in the middle loses nothing.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import FrameType

from django.db import close_old_connections

log = logging.getLogger("romdoul.jobs")
BREATH = 1.0


@dataclass(slots=True)
class Duty:
    """Something to do every so many seconds; ``due`` is on the monotonic clock."""

    name: str
    every: float
    act: Callable[[], object]
    due: float = 0.0


def keep_going(rounds: Iterable[Duty]) -> None:
    """Go round until SIGTERM or SIGINT."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not ended.wait(BREATH):
        go_round(rounds, time.monotonic())


def go_round(rounds: Iterable[Duty], now: float) -> None:
    """Do what is due at this moment."""
    for duty in rounds:
        if now >= duty.due:
            duty.due = now + duty.every
            _do(duty)


def _do(duty: Duty) -> None:
    close_old_connections()
    try:
        duty.act()
    except Exception:
        # One duty's failure may not keep the others from being done.
        log.exception("%s failed", duty.name)
