"""Signed statements: who is certified, which epoch stands, who is granted what.

Each is canonical JSON (sorted keys, no spaces, bytes as hex) under an Ed25519
signature that names its purpose. A body that is not the canonical form of what it
says is refused, so that one statement has one digest.
"""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, TypeVar, cast

from romdoul.kernel.errors import CertificateBroken, KeyUnfit, SignatureBroken
from romdoul.vault import _canonical
from romdoul.vault.keys import SignKeys
from romdoul.vault.sign import sign_detached, verify_detached

CONTEXT = b"romdoul/statement/1\n"
ROOT: Final = "root"
MANAGER: Final = "manager"


@dataclass(frozen=True, slots=True)
class Certificate:
    """That these public keys are this worker's, with these roles (unix seconds)."""

    TYPE: ClassVar[str] = "certificate"

    worker: str
    box_public: bytes
    sign_public: bytes
    roles: tuple[str, ...]
    issued_by: str
    issuer_public: bytes
    issued_at: int
    not_after: int
    serial: str


@dataclass(frozen=True, slots=True)
class EpochStatement:
    """That this public key is a compartment's for this epoch.

    ``previous`` is the digest of the previous epoch's signed statement, or empty.
    """

    TYPE: ClassVar[str] = "epoch"

    compartment: str
    kind: str
    epoch: int
    public_key: bytes
    previous: bytes
    announced_by: str
    announced_at: int


@dataclass(frozen=True, slots=True)
class GrantStatement:
    """That a member may hold an epoch's keys, until ``expires_at`` (0: no end).

    ``wrapped_digest`` is the BLAKE2b-256 of the very wrap that was made.
    """

    TYPE: ClassVar[str] = "grant"

    compartment: str
    epoch: int
    member: str
    member_box_public: bytes
    expires_at: int
    wrapped_digest: bytes
    granted_by: str
    granted_at: int


@dataclass(frozen=True, slots=True)
class KeyAnnouncement:
    """That the public side seals to this key from ``valid_from`` on."""

    TYPE: ClassVar[str] = "key-announcement"

    compartment: str
    desk: str
    epoch: int
    public_key: bytes
    valid_from: int
    announced_by: str
    announced_at: int


@dataclass(frozen=True, slots=True)
class CustodianStatement:
    """That a worker is a custodian, with this age recipient."""

    TYPE: ClassVar[str] = "custodian"

    worker: str
    age_recipient: str
    issued_by: str
    issued_at: int
    serial: str


Statement = (
    Certificate | EpochStatement | GrantStatement | KeyAnnouncement | CustodianStatement
)
T = TypeVar("T", bound=Statement)


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement's canonical body and its signature, as stored."""

    body: bytes
    signature: bytes

    def digest(self) -> bytes:
        """Return the BLAKE2b-256 of body and signature: what a successor names."""
        return hashlib.blake2b(self.body + self.signature, digest_size=32).digest()


def sign(keys: SignKeys, statement: Statement) -> Signed:
    """Sign a statement."""
    body = _canonical.encode(statement)
    return Signed(body, sign_detached(keys, CONTEXT + body))


def read(signed: Signed, kind: type[T], public: bytes) -> T:
    """Return the statement, verified under the key it is expected from.

    Raises:
        SignatureBroken: signed by another key, altered, or of another kind.
    """
    return cast("T", _read(signed, cast("Hashable", kind), public))


@lru_cache(maxsize=16_384)
def _decoded(body: bytes, kind: Hashable) -> Statement:
    # One request reads the same few statements many times; they cannot change.
    return _canonical.decode(body, cast("type[Statement]", kind))


def peek(signed: Signed, kind: type[T]) -> T:
    """Return what a statement says, without trusting it: the signature is not seen.

    Raises:
        SignatureBroken: not the canonical text of such a statement.
    """
    try:
        return cast("T", _decoded(signed.body, cast("Hashable", kind)))
    except (ValueError, RecursionError):
        raise SignatureBroken(kind.TYPE, "body") from None


@lru_cache(maxsize=8192)
def _read(signed: Signed, kind: Hashable, public: bytes) -> Statement:
    # Only success is remembered: lru_cache keeps nothing of a call that raises.
    wanted = cast("type[Statement]", kind)
    try:
        verify_detached(public, CONTEXT + signed.body, signed.signature, wanted.TYPE)
    except KeyUnfit:
        raise SignatureBroken(wanted.TYPE, "key") from None
    return peek(signed, wanted)


def verify_certificate(
    signed: Signed, *, root: bytes, chain: Callable[[str], Signed], now: int
) -> Certificate:
    """Return a worker's certificate if it chains to the organisation's root.

    The root certifies anyone; a manager whom the root certified certifies workers,
    never another manager; nobody else certifies. ``chain`` returns the certificate
    of a worker by reference; ``now`` is in unix seconds.

    Raises:
        CertificateBroken: ``reason`` is one of ``body``, ``signature``, ``issuer``,
            ``chain``, ``not-manager``, ``manager-by-manager``, ``expired``.
    """
    certificate = _read_certificate(signed, None)
    if certificate.issued_by == ROOT:
        return _certified_by_root(signed, root=root, now=now)
    if MANAGER in certificate.roles:
        raise CertificateBroken(certificate.worker, "manager-by-manager")
    issuer = _certified_by_root(chain(certificate.issued_by), root=root, now=now)
    if issuer.worker != certificate.issued_by:
        raise CertificateBroken(certificate.worker, "issuer")
    if MANAGER not in issuer.roles:
        raise CertificateBroken(certificate.worker, "not-manager")
    return _certified(signed, issuer.sign_public, now=now)


def _certified_by_root(signed: Signed, *, root: bytes, now: int) -> Certificate:
    certificate = _read_certificate(signed, None)
    if certificate.issued_by != ROOT:
        raise CertificateBroken(certificate.worker, "chain")
    return _certified(signed, root, now=now)


def _certified(signed: Signed, issuer_public: bytes, *, now: int) -> Certificate:
    certificate = _read_certificate(signed, issuer_public)
    if certificate.issuer_public != issuer_public:
        raise CertificateBroken(certificate.worker, "issuer")
    if now > certificate.not_after:
        raise CertificateBroken(certificate.worker, "expired")
    return certificate


def _read_certificate(signed: Signed, public: bytes | None) -> Certificate:
    try:
        certificate = peek(signed, Certificate)
        return certificate if public is None else read(signed, Certificate, public)
    except SignatureBroken as error:
        raise CertificateBroken(error.ref, error.reason) from None
