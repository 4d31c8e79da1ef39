"""What goes to the custodians and what comes back: files, never open keys.

The bundle carries sealed copies for every pair. Two custodians peel it offline with
``romdoul recovery``; what they send back opens with a one-time key alone, which
they hand to the person in person.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from romdoul.kernel.errors import KeyUnfit, SealBroken, WrongIdentity
from romdoul.kernel.secret import Secret
from romdoul.vault.exports import new_age_keys
from romdoul.vault.recovery import (
    open_resealed,
    peel_inner,
    peel_outer,
    reseal_to,
    unpack_epoch,
    unpack_worker,
)

BUNDLE = "romdoul-recovery"
HALF = "romdoul-recovery-half"
RESULT = "romdoul-recovery-result"


@dataclass(frozen=True, slots=True)
class Copy:
    """One sealed copy, and the pair of custodians it is for."""

    outer: str
    inner: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """A request with the copies of what it asks for."""

    request: str
    subject: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What two custodians have recovered, sealed to a one-time key."""

    request: str
    subject: str
    sealed: bytes


def write_bundle(bundle: Bundle, *, kind: str = BUNDLE) -> bytes:
    """Return a bundle as the file that travels to the custodians."""
    copies = [
        {"outer": one.outer, "inner": one.inner, "sealed": _text(one.sealed)}
        for one in bundle.copies
    ]
    return _write(kind, bundle.request, bundle.subject, copies=copies)


def read_bundle(raw: bytes, *, kind: str = BUNDLE) -> Bundle:
    """Return the bundle in a file; raise SealBroken if it is none of this kind."""
    found = _read(raw, kind)
    try:
        copies = tuple(
            Copy(one["outer"], one["inner"], _bytes(one["sealed"]))
            for one in found["copies"]
        )
        return Bundle(found["request"], found["subject"], copies)
    except (KeyError, TypeError, ValueError):
        raise SealBroken("recovery", "file") from None


def peel(bundle: Bundle, identity: Secret) -> Bundle:
    """Take off the first custodian's layer wherever this identity opens it.

    Raises WrongIdentity when it opens none: this custodian goes second, or is none.
    """
    peeled = [_peeled(one, identity) for one in bundle.copies]
    copies = tuple(one for one in peeled if one is not None)
    if not copies:
        raise WrongIdentity
    return Bundle(bundle.request, bundle.subject, copies)


def _peeled(copy: Copy, identity: Secret) -> Copy | None:
    try:
        inner = peel_outer(copy.sealed, identity)
    except WrongIdentity:
        return None
    return Copy(copy.outer, copy.inner, inner)


def finish(half: Bundle, identity: Secret) -> tuple[bytes, Secret]:
    """Take off the second layer and seal to a fresh one-time key.

    Returns the file to send back, and the one-time key to hand over in person.

    Raises:
        WrongIdentity: this identity opens none of the copies.
        SealBroken: what comes out is not the keys that were asked for.
    """
    payload = _opened(half, identity)
    require_subject(payload, half.subject)
    once = new_age_keys()
    sealed = reseal_to(once.recipient, payload)
    result = _write(RESULT, half.request, half.subject, sealed=_text(sealed))
    return result, once.identity


def _opened(half: Bundle, identity: Secret) -> bytes:
    for copy in half.copies:
        try:
            return peel_inner(copy.sealed, identity)
        except WrongIdentity:
            continue
    raise WrongIdentity


def require_subject(payload: bytes, subject: str) -> None:
    """Raise SealBroken unless these are the keys of this worker or epoch."""
    if subject.startswith("W-"):
        found = unpack_worker(payload).worker
    else:
        backup = unpack_epoch(payload)
        found = f"{backup.compartment}.{backup.epoch}"
    if found != subject:
        raise SealBroken(subject, "another")


def read_result(raw: bytes) -> Result:
    """Return what the custodians sent back; raise SealBroken if it is none."""
    found = _read(raw, RESULT)
    try:
        return Result(found["request"], found["subject"], _bytes(found["sealed"]))
    except (KeyError, TypeError, ValueError):
        raise SealBroken("recovery", "file") from None


def open_result(sealed: bytes, one_time_key: str, subject: str) -> bytes:
    """Open a result with the one-time key as typed.

    Raises:
        WrongIdentity: the key is another, or none.
        SealBroken: it holds other keys than were asked for.
    """
    typed = "".join(one_time_key.split()).upper()
    try:
        payload = open_resealed(sealed, Secret(typed.encode()))
    except KeyUnfit:
        raise WrongIdentity from None
    require_subject(payload, subject)
    return payload


def _write(kind: str, request: str, subject: str, **more: object) -> bytes:
    document = {"type": kind, "v": 1, "request": request, "subject": subject, **more}
    return json.dumps(document, indent=1).encode() + b"\n"


def _read(raw: bytes, kind: str) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise SealBroken("recovery", "file") from None
    if not isinstance(found, dict) or (found.get("type"), found.get("v")) != (kind, 1):
        raise SealBroken("recovery", "kind")
    return found


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
