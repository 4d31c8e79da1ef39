"""One-time codes that are handed over, read out and typed: 100 random bits."""

import hashlib
import secrets
from datetime import timedelta

from romdoul.kernel.refs import ALPHABET

GOOD_FOR = timedelta(days=7)
_LENGTH = 20
_GROUP = 4
_LOOKALIKES = str.maketrans("OIL", "011")


def new_code() -> str:
    """Return a fresh code."""
    return "".join(secrets.choice(ALPHABET) for _index in range(_LENGTH))


def in_groups(plain: str) -> str:
    """Return a code as people read it out."""
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))


def digest(plain: str) -> bytes:
    """Return what is kept of a code."""
    return hashlib.blake2b(plain.encode(), digest_size=32).digest()


def digest_of_typed(typed: str) -> bytes:
    """Return the digest of a code as somebody typed it."""
    plain = "".join(typed.upper().split()).replace("-", "").translate(_LOOKALIKES)
    return digest(plain)
