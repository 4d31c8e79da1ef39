"""Slows abuse of the form without knowing anyone; see ``kernel.counters``.

The limits leave room for a school or a market behind one address.
"""

from enum import Enum, unique

from django.conf import settings
from django.http import HttpRequest

from romdoul.kernel.counters import Rotating


@unique
class Limit(Enum):
    """What is counted, and how often a period one network may do it."""

    REPORT = 120
    CODE = 60
    BOX = 90


counters = Rotating()


def allows(request: HttpRequest, limit: Limit) -> bool:
    """Tell whether this network may do it once more now.

    Of requests from the machine itself only the slow derivation holds anyone back.
    """
    return counters.admits(limit, request.META, behind_front=settings.HTTPS)
