"""Padding, so that a ciphertext's length says little about its text.

ISO/IEC 7816-4 (0x80, then zeros) up to a Padmé length: at most about 12 % more,
and only O(log log n) bits of the length remain (Nikitin and others, "Reducing
Metadata Leakage from Encrypted Files and Communication with PURBs", 2019).
"""

from romdoul.kernel.errors import SealBroken

MINIMUM = 256
_END = b"\x80"


def padme(length: int) -> int:
    """Return the Padmé length at or above ``length`` (bytes)."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    mask = (1 << (exponent - exponent.bit_length())) - 1
    return (length + mask) & ~mask


def padded_length(length: int) -> int:
    """Return how many bytes ``pad`` makes of ``length`` bytes: never under 256."""
    return max(MINIMUM, padme(length + 1))


def pad(plain: bytes) -> bytes:
    """Pad to ``padded_length``."""
    return (plain + _END).ljust(padded_length(len(plain)), b"\0")


def pad_to_block(plain: bytes, block: int) -> bytes:
    """Pad to the next multiple of ``block`` bytes, always by one byte at least."""
    return (plain + _END).ljust(-(-(len(plain) + 1) // block) * block, b"\0")


def unpad(padded: bytes, ref: str = "") -> bytes:
    """Remove the padding; raise SealBroken where there is none.

    The padded length itself is not checked: a report whose browser padded it
    otherwise must still be read.
    """
    content = padded.rstrip(b"\0")
    if not content.endswith(_END):
        raise SealBroken(ref, "padding")
    return content[:-1]
