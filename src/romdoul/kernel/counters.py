"""Counters that slow abuse and know nobody: in memory, and they forget themselves.

A counter's name is a keyed hash of the network an address lies in, under a random
key that lasts one period; with the key go the counters. Nothing is written or
logged. Networks are wide (/24, /48), since many people share one address.
"""

import hashlib
import ipaddress
import secrets
import threading
import time
from collections import Counter
from collections.abc import Mapping
from enum import Enum

PERIOD_SECONDS = 600


class Rotating:
    """Counters under a key that is thrown away with them."""

    def __init__(self, seconds: int = PERIOD_SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._ends = 0.0
        self._key = b""
        self._counts: Counter[bytes] = Counter()

    def admits(
        self, limit: Enum, request: Mapping[str, str], *, behind_front: bool
    ) -> bool:
        """Tell whether the network a request comes from may do it once more now.

        ``request`` is what WSGI says of it. The machine itself is not counted: an
        onion service hands on everybody from there.
        """
        network = network_of(address_of(request, behind_front=behind_front))
        return network is None or self.allows(limit, network)

    def allows(self, limit: Enum, network: str) -> bool:
        """Count one more, and tell whether it is still within the limit's value."""
        with self._lock:
            self._rotate(time.monotonic())
            said = f"{limit.name}/{network}".encode()
            name = hashlib.blake2b(said, key=self._key, digest_size=16).digest()
            self._counts[name] += 1
            return self._counts[name] <= int(limit.value)

    def forget(self) -> None:
        """Throw the key and the counters away now."""
        with self._lock:
            self._ends = 0.0

    def _rotate(self, now: float) -> None:
        if now >= self._ends:
            self._key, self._ends = secrets.token_bytes(32), now + self._seconds
            self._counts.clear()


def address_of(request: Mapping[str, str], *, behind_front: bool) -> str:
    """Return the address a request comes from.

    Behind a front on this machine that is what the front wrote last; what anybody
    else wrote before it, or sends from elsewhere, is not believed.
    """
    address = request.get("REMOTE_ADDR", "")
    said = request.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    handed_on = behind_front and said and network_of(address) is None
    return said if handed_on else address


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
