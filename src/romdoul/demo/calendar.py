"""The demo's own clock: a year of work is told in the order in which it happened."""

import heapq
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import TypeAlias, TypeVar
from unittest.mock import patch

from django.utils import timezone

# A thread of the story does something, then says how long it is until it goes on.
Thread: TypeAlias = Iterator[timedelta]
T = TypeVar("T")
# A part of a thread that hands something on to the next part.
Part: TypeAlias = Generator[timedelta, None, T]


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at a moment of the story.

    Only the demo bends time, and only in a data folder that it has just made.
    """
    with patch.object(timezone, "now", return_value=moment):
        yield


def play(
    threads: Iterable[tuple[datetime, Thread]], *, until: datetime
) -> Iterator[datetime]:
    """Let every thread run from its first moment, all of them in order of time.

    Yields the moment after each step. Raises ValueError when a thread would go on
    after ``until``: the story would end in the middle of a sentence.
    """
    order = count()
    waiting = [(start, next(order), thread) for start, thread in threads]
    heapq.heapify(waiting)
    while waiting:
        moment, _, thread = heapq.heappop(waiting)
        if moment > until:
            raise ValueError(f"the story goes on after its end, at {moment}")
        with at(moment):
            pause = next(thread, None)
        if pause is not None:
            heapq.heappush(waiting, (moment + pause, next(order), thread))
        yield moment


def hours(number: float) -> timedelta:
    """Return a pause of this many hours."""
    return timedelta(hours=number)


def days(number: float) -> timedelta:
    """Return a pause of this many days."""
    return timedelta(days=number)
