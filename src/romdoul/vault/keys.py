"""The keys of workers and compartments, and keys made from keys."""

import hashlib
from dataclasses import dataclass
from typing import Self

from nacl import bindings
from nacl.utils import random

from romdoul.kernel.errors import KeyUnfit
from romdoul.kernel.secret import Secret

LENGTH = 32
_PERSON = b"romdoul/derive/1"


def new_key() -> Secret:
    """Return 32 random bytes for a symmetric seal."""
    return Secret(random(LENGTH))


def derive(key: Secret, purpose: str) -> Secret:
    """Return the sub-key for one purpose: BLAKE2b-256 keyed (RFC 7693).

    Raises:
        KeyUnfit: the key is shorter than 32 bytes or longer than 64.
    """
    raw = key.reveal()
    if not LENGTH <= len(raw) <= hashlib.blake2b.MAX_KEY_SIZE:
        raise KeyUnfit("parent key")
    made = hashlib.blake2b(
        purpose.encode(), key=raw, person=_PERSON, digest_size=LENGTH
    )
    return Secret(made.digest())


def _exactly_32(secret: Secret, what: str) -> bytes:
    raw = secret.reveal()
    if len(raw) != LENGTH:
        raise KeyUnfit(what)
    return raw


@dataclass(frozen=True, slots=True)
class BoxKeys:
    """An X25519 pair: others seal to the public half."""

    public: bytes
    private: Secret

    @classmethod
    def of(cls, private: Secret) -> Self:
        """Return the pair of a private half; raise KeyUnfit if it is none."""
        raw = _exactly_32(private, "private key")
        return cls(bindings.crypto_scalarmult_base(raw), private)


@dataclass(frozen=True, slots=True)
class SignKeys:
    """An Ed25519 pair, its private half kept as the seed (RFC 8032)."""

    public: bytes
    seed: Secret

    @classmethod
    def of(cls, seed: Secret) -> Self:
        """Return the pair of a seed; raise KeyUnfit if it is none."""
        raw = _exactly_32(seed, "signing seed")
        return cls(bindings.crypto_sign_seed_keypair(raw)[0], seed)


@dataclass(frozen=True, slots=True)
class WorkerKeys:
    """One worker: a pair to be sealed to, a pair to sign with."""

    box: BoxKeys
    sign: SignKeys

    def pack(self) -> bytes:
        """Return both private halves, 64 bytes: only ever inside a seal."""
        return self.box.private.reveal() + self.sign.seed.reveal()

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Return the keys of ``pack``; raise KeyUnfit on another length."""
        private, seed = _halves(packed)
        return cls(BoxKeys.of(private), SignKeys.of(seed))


@dataclass(frozen=True, slots=True)
class CompartmentKeys:
    """One epoch of a compartment: a pair for what comes in, a key for records."""

    box: BoxKeys
    content: Secret

    def pack(self) -> bytes:
        """Return private half and content key, 64 bytes: what a member is wrapped."""
        return self.box.private.reveal() + self.content.reveal()

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Return the keys of ``pack``; raise KeyUnfit on another length."""
        private, content = _halves(packed)
        return cls(BoxKeys.of(private), content)


def _halves(packed: bytes) -> tuple[Secret, Secret]:
    if len(packed) != 2 * LENGTH:
        raise KeyUnfit("packed keys")
    return Secret(packed[:LENGTH]), Secret(packed[LENGTH:])


def new_box_keys() -> BoxKeys:
    """Return a fresh X25519 pair."""
    return BoxKeys.of(new_key())


def new_sign_keys() -> SignKeys:
    """Return a fresh Ed25519 pair."""
    return SignKeys.of(new_key())


def new_worker_keys() -> WorkerKeys:
    """Return the fresh keys of one worker."""
    return WorkerKeys(new_box_keys(), new_sign_keys())


def new_compartment_keys() -> CompartmentKeys:
    """Return the fresh keys of one epoch."""
    return CompartmentKeys(new_box_keys(), new_key())
