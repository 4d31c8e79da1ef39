"""Blind tokens: equal values meet in an index that does not show them.

Changing one byte of these derivations orphans every token ever made; the vectors
in ``tests/vectors/tokens.json`` are frozen.
"""

import hashlib
import hmac

from romdoul.kernel.secret import Secret
from romdoul.vault.keys import derive

LENGTH = 16


def word_token(index_key: Secret, kind: str, key: str) -> bytes:
    """Return the token of a search key, for an index read only with a key.

    HMAC-SHA-256, 16 bytes. ``kind`` keeps a name's tokens from meeting a place's.
    """
    return _mac(derive(index_key, f"token/{kind}"), key.encode())


def strong_token(index_key: Secret, kind: str, value: str) -> bytes:
    """Return the token of a value with few possibilities, such as a phone number.

    scrypt (RFC 7914; N=2**14, r=8, p=1: 16 MiB, some 40 ms) before the HMAC, so
    that whoever gains the index key still pays for each guess.
    """
    salt = derive(index_key, f"slow/{kind}").reveal()
    slow = hashlib.scrypt(
        value.encode(), salt=salt, n=2**14, r=8, p=1, maxmem=2**25, dklen=32
    )
    return _mac(derive(index_key, f"strong/{kind}"), slow)


def _mac(key: Secret, message: bytes) -> bytes:
    return hmac.digest(key.reveal(), message, "sha256")[:LENGTH]
