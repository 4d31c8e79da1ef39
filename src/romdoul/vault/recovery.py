"""Recovery by two custodians: one age layer inside the other, so that neither
opens anything alone. Used offline, for a worker's keys and for break-glass.
"""

from dataclasses import dataclass, field
from io import BytesIO
from typing import ClassVar

from romdoul.kernel.errors import KeyUnfit, SealBroken
from romdoul.kernel.secret import Secret
from romdoul.vault import _canonical
from romdoul.vault.exports import age_decrypt, age_encrypt
from romdoul.vault.keys import BoxKeys, CompartmentKeys, SignKeys, WorkerKeys
from romdoul.vault.marks import LENGTH, Mark, require_mark


@dataclass(frozen=True, slots=True)
class WorkerBackup:
    """A worker's keys as custodians hold them; ``made_at`` in unix seconds."""

    worker: str
    keys: WorkerKeys
    made_at: int


@dataclass(frozen=True, slots=True)
class EpochBackup:
    """One epoch's keys as custodians hold them; ``made_at`` in unix seconds."""

    compartment: str
    epoch: int
    keys: CompartmentKeys
    made_at: int


def seal_to_pair(payload: bytes, a: str, b: str) -> bytes:
    """Seal to two age recipients (RP1): the outer layer is A's, the inner one B's.

    Raises:
        KeyUnfit: one of them is no recipient, or both are the same.
    """
    if a.strip() == b.strip():
        raise KeyUnfit("a pair of one custodian")
    return Mark.PAIR.value + reseal_to(a, reseal_to(b, payload))


def peel_outer(sealed: bytes, identity: Secret) -> bytes:
    """Return the inner layer, still sealed to B, with A's identity.

    Raises:
        UnknownFormat: another mark.
        WrongIdentity: not A's.
        SealBroken: cut or altered.
    """
    require_mark(sealed, Mark.PAIR, "pair")
    return _peel(sealed[LENGTH:], identity)


def peel_inner(inner: bytes, identity: Secret) -> bytes:
    """Return the payload with B's identity; raises as ``peel_outer`` does."""
    return _peel(inner, identity)


def reseal_to(recipient: str, payload: bytes) -> bytes:
    """Seal a payload to one recipient, such as a worker's one-time key (age).

    Raises:
        KeyUnfit: no recipient.
    """
    sealed = BytesIO()
    age_encrypt(BytesIO(payload), sealed, [recipient])
    return sealed.getvalue()


def open_resealed(sealed: bytes, identity: Secret) -> bytes:
    """Open what ``reseal_to`` made; raises as ``age_decrypt`` does."""
    return _peel(sealed, identity)


def _peel(sealed: bytes, identity: Secret) -> bytes:
    plain = BytesIO()
    age_decrypt(BytesIO(sealed), plain, identity)
    return plain.getvalue()


@dataclass(frozen=True, slots=True)
class _WorkerText:
    TYPE: ClassVar[str] = "worker-keys"

    worker: str
    box: bytes = field(repr=False)
    sign: bytes = field(repr=False)
    made_at: int


@dataclass(frozen=True, slots=True)
class _EpochText:
    TYPE: ClassVar[str] = "epoch-keys"

    compartment: str
    epoch: int
    keys: bytes = field(repr=False)
    made_at: int


def pack_worker(backup: WorkerBackup) -> bytes:
    """Return the JSON of a worker's keys: only ever inside a seal."""
    box, sign = backup.keys.box.private.reveal(), backup.keys.sign.seed.reveal()
    return _canonical.encode(_WorkerText(backup.worker, box, sign, backup.made_at))


def unpack_worker(payload: bytes) -> WorkerBackup:
    """Return what ``pack_worker`` packed; raise SealBroken if it is none."""
    try:
        text = _canonical.decode(payload, _WorkerText)
        box, sign = BoxKeys.of(Secret(text.box)), SignKeys.of(Secret(text.sign))
    except (ValueError, KeyUnfit):
        raise SealBroken("worker", "payload") from None
    return WorkerBackup(text.worker, WorkerKeys(box, sign), text.made_at)


def pack_epoch(backup: EpochBackup) -> bytes:
    """Return the JSON of an epoch's keys: only ever inside a seal."""
    keys = backup.keys.pack()
    return _canonical.encode(
        _EpochText(backup.compartment, backup.epoch, keys, backup.made_at)
    )


def unpack_epoch(payload: bytes) -> EpochBackup:
    """Return what ``pack_epoch`` packed; raise SealBroken if it is none."""
    try:
        text = _canonical.decode(payload, _EpochText)
        keys = CompartmentKeys.unpack(text.keys)
    except (ValueError, KeyUnfit):
        raise SealBroken("epoch", "payload") from None
    return EpochBackup(text.compartment, text.epoch, keys, text.made_at)
