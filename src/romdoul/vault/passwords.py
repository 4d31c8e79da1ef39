"""What one guess of a password costs, and a password that opens no keys.

Argon2id (RFC 9106), as libsodium writes it down: `$argon2id$v=19$m=…`.
"""

import unicodedata
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a password costs: passes, and memory in KiB (Argon2id)."""

    opslimit: int
    memory_kib: int

    def covers(self, other: "Cost") -> bool:
        """Say whether this is at least as dear as ``other`` in both."""
        return self.opslimit >= other.opslimit and self.memory_kib >= other.memory_kib


# RFC 9106, section 4: the second recommended option is t=3 with 64 MiB.
STANDARD = Cost(opslimit=3, memory_kib=64 * 1024)


def as_typed(password: str) -> bytes:
    """Return the bytes of a password, however its letters were composed.

    NFKC: one keyboard writes a Khmer or accented letter composed, another not.
    """
    return unicodedata.normalize("NFKC", password).encode()


def hash_password(password: str, cost: Cost = STANDARD) -> str:
    """Return what proves a password, with a salt of its own."""
    made: bytes = argon2id.str(
        as_typed(password), opslimit=cost.opslimit, memlimit=cost.memory_kib * 1024
    )
    return made.decode()


def proves(hashed: str, password: str) -> bool:
    """Say whether the password is the one that was hashed; False for no hash."""
    try:
        return bool(argon2id.verify(hashed.encode(), as_typed(password)))
    except (CryptoError, ValueError):
        return False


def cost_of(hashed: str) -> Cost:
    """Return what a guess at this hash costs; nothing, if it is none."""
    try:
        _, _, _, parameters, *_ = hashed.split("$")
        given = dict(one.split("=") for one in parameters.split(","))
        return Cost(opslimit=int(given["t"]), memory_kib=int(given["m"]))
    except (KeyError, ValueError):
        return Cost(0, 0)
