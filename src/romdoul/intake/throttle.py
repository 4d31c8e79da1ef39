"""Slows abuse without knowing anyone: counters in memory that forget themselves.

A counter's name is a keyed hash of the network an address lies in, under a random
key that lasts one period; with the key go the counters. Nothing is written or
logged. Networks are wide (/24, /48), since many people share one address, and the
limits leave room for a school or a market.
"""

import hashlib
import ipaddress
import threading
import time
from collections import Counter
from enum import Enum, unique

from django.http import HttpRequest
from nacl.utils import random

PERIOD_SECONDS = 600


@unique
class Limit(Enum):
    """What is counted, and how often a period one network may do it."""

    REPORT = 120
    CODE = 60
    BOX = 90


class Rotating:
    """Counters under a key that is thrown away with them."""

    def __init__(self, seconds: int = PERIOD_SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._ends = 0.0
        self._key = b""
        self._counts: Counter[bytes] = Counter()

    def allows(self, limit: Limit, network: str) -> bool:
        """Count one more, and tell whether it is still within the limit."""
        with self._lock:
            self._rotate(time.monotonic())
            said = f"{limit.name}/{network}".encode()
            name = hashlib.blake2b(said, key=self._key, digest_size=16).digest()
            self._counts[name] += 1
            return self._counts[name] <= limit.value

    def forget(self) -> None:
        """Throw the key and the counters away now."""
        with self._lock:
            self._ends = 0.0

    def _rotate(self, now: float) -> None:
        if now >= self._ends:
            self._key, self._ends = random(32), now + self._seconds
            self._counts.clear()


counters = Rotating()


def allows(request: HttpRequest, limit: Limit) -> bool:
    """Tell whether this network may do it once more now.

    Requests from the machine itself are not counted: an onion service hands on
    everybody from there, and only the slow derivation holds them back.
    """
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    return network is None or counters.allows(limit, network)


def network_of(address: str) -> str | None:
    """Return the network an address lies in, or None for the machine itself."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if found.is_loopback:
        return None
    bits = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network((found, bits), strict=False))
