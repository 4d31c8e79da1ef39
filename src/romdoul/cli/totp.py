"""The code of the moment, as an authenticator app shows it (RFC 6238)."""

import base64
import hashlib
import hmac
import struct

SECONDS = 30
DIGITS = 6


def code_at(secret: str, moment: int) -> str:
    """Return the six digits of a base32 secret at a moment, in Unix seconds."""
    padded = secret.upper() + "=" * (-len(secret) % 8)
    counter = struct.pack(">Q", moment // SECONDS)
    digest = hmac.digest(base64.b32decode(padded), counter, hashlib.sha1)
    start = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFF_FFFF) % 10**DIGITS:0{DIGITS}}"
