"""The number by which two people make sure that they mean the same keys.

Pure: the root's offline tool shows it too.
"""

import hashlib
import secrets

_GROUP = 4


def check_number(box_public: bytes, sign_public: bytes) -> str:
    """Return the 16 digits of a worker's keys that are compared by voice."""
    told = hashlib.blake2b(
        box_public + sign_public, digest_size=8, person=b"romdoul/check"
    )
    digits = f"{int.from_bytes(told.digest(), 'big') % 10**16:016d}"
    return " ".join(digits[at : at + _GROUP] for at in range(0, 16, _GROUP))


def same_number(one: str, other: str) -> bool:
    """Say whether two check numbers are the same, however they are spaced."""
    mine, theirs = ("".join(filter(str.isdigit, text)) for text in (one, other))
    return secrets.compare_digest(mine, theirs) if mine.isascii() else False
