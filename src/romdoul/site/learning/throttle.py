"""Slows abuse of courses and certificates without knowing anyone."""

from enum import Enum, unique

from django.conf import settings
from django.http import HttpRequest

from romdoul.kernel.counters import Rotating


@unique
class Limit(Enum):
    """What is counted, and how often a period one network may do it.

    A training of forty people sits behind one address.
    """

    ONCE = 1
    GROUP = 150
    RESULT = 200
    CERTIFICATE = 100
    CHECK = 60


counters = Rotating()


def allows(request: HttpRequest, limit: Limit) -> bool:
    """Tell whether this network may do it once more now."""
    return counters.admits(limit, request.META, behind_front=settings.HTTPS)


def first_time(what: str) -> bool:
    """Tell whether this is the first of its kind within the period.

    A form that is sent twice by an impatient thumb is counted once.
    """
    return counters.allows(Limit.ONCE, what)
