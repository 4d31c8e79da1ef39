"""How one entry follows from the one before it: pure, and frozen by vectors."""

import struct
from hashlib import blake2b
from typing import TypeAlias

from romdoul.ledger.stores import Store

LENGTH = 32
NOT_AN_ENTRY = (TypeError, struct.error)
"""What `digest` raises when a value is not of the kind its column holds."""

Link: TypeAlias = tuple[int, int, bytes, bytes, bytes, bytes, bytes]
"""What an entry says, in the order in which it is digested: sequence, microseconds
since 1970 (UTC), actor, event, references, compartment, and the BLAKE2b-256 of the
ciphertext that was written or nothing. A plain tuple, since millions are read."""

_PERSON = b"romdoul/entry/1"
_numbers = struct.Struct(">QqHHIHB").pack
_begin = blake2b(digest_size=LENGTH, person=_PERSON).copy


def genesis(store: Store) -> bytes:
    """Return the digest before the first entry; no two stores share it."""
    return blake2b(store.encode(), digest_size=LENGTH, person=_PERSON).digest()


def digest(link: Link, previous: bytes) -> bytes:
    """Return the BLAKE2b-256 of an entry and of the digest before it.

    The numbers and the lengths of the texts stand first, at fixed width and
    big-endian, so no two entries share their bytes. Raises one of `NOT_AN_ENTRY`.
    """
    seq, at, actor, event, refs, compartment, content = link
    numbers = _numbers(
        seq, at, len(actor), len(event), len(refs), len(compartment), len(content)
    )
    chained = _begin()
    chained.update(
        b"".join((numbers, actor, event, refs, compartment, content, previous))
    )
    return chained.digest()
