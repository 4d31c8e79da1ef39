"""How one entry follows from the one before it: pure, and frozen by vectors."""

from hashlib import blake2b
from typing import NamedTuple

from romdoul.ledger.stores import Store

LENGTH = 32
_PERSON = b"romdoul/entry/1"


class Link(NamedTuple):
    """What an entry says, in the order and the bytes in which it is digested.

    ``at`` is in microseconds since 1970 (UTC). ``content`` is the BLAKE2b-256 of
    the ciphertext that was written, or empty.
    """

    seq: int
    at: int
    actor: bytes
    event: bytes
    refs: bytes
    compartment: bytes
    content: bytes


def genesis(store: Store) -> bytes:
    """Return the digest before the first entry; no two stores share it."""
    return blake2b(store.encode(), digest_size=LENGTH, person=_PERSON).digest()


def digest(link: Link, previous: bytes) -> bytes:
    """Return the BLAKE2b-256 of an entry and of the digest before it.

    Lengths stand before the texts, so no two entries share their bytes.
    Raises TypeError if a value is not of the kind its column holds.
    """
    seq, at, actor, event, refs, compartment, content = link
    said = b"%d %d %d %d %d %d %d\n%b%b%b%b%b%b" % (
        seq,
        at,
        len(actor),
        len(event),
        len(refs),
        len(compartment),
        len(content),
        actor,
        event,
        refs,
        compartment,
        content,
        previous,
    )
    return blake2b(said, digest_size=LENGTH, person=_PERSON).digest()
