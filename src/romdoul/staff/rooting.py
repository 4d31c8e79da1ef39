"""What the root signs after the founding: managers, and custodians' recipients.

The request travels to the machine where the root's key lies, the answer comes back;
neither is secret. Whoever holds the root compares the check number by voice.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from romdoul.kernel.errors import SealBroken
from romdoul.vault.exports import require_recipient
from romdoul.vault.keys import SignKeys
from romdoul.vault.statements import (
    ROOT,
    Certificate,
    CustodianStatement,
    Signed,
    sign,
)

REQUEST = "romdoul-root-request"
ANSWER = "romdoul-root-answer"


@dataclass(frozen=True, slots=True)
class RootRequest:
    """Whose keys the root is asked to certify, with which roles."""

    worker: str
    box_public: bytes
    sign_public: bytes
    roles: tuple[str, ...]
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class RootAnswer:
    """What the root has signed; ``custodian`` where a recipient was asked for."""

    certificate: Signed
    custodian: Signed | None


def write_request(request: RootRequest) -> bytes:
    """Return the file that travels to the root."""
    return _write(
        REQUEST,
        worker=request.worker,
        box=request.box_public.hex(),
        sign=request.sign_public.hex(),
        roles=list(request.roles),
        recipient=request.recipient,
    )


def read_request(raw: bytes) -> RootRequest:
    """Return the request in a file; raise SealBroken if it is none."""
    found = _read(raw, REQUEST)
    try:
        return RootRequest(
            str(found["worker"]),
            bytes.fromhex(found["box"]),
            bytes.fromhex(found["sign"]),
            tuple(str(role) for role in found["roles"]),
            str(found["recipient"]),
        )
    except (KeyError, TypeError, ValueError):
        raise SealBroken("root", "file") from None


def answer(
    request: RootRequest, root: SignKeys, *, now: datetime, until: datetime
) -> bytes:
    """Sign what was asked for; raise KeyUnfit if the recipient is none."""
    certificate = Certificate(
        worker=request.worker,
        box_public=request.box_public,
        sign_public=request.sign_public,
        roles=tuple(sorted(request.roles)),
        issued_by=ROOT,
        issuer_public=root.public,
        issued_at=int(now.timestamp()),
        not_after=int(until.timestamp()),
        serial=token_hex(16),
    )
    parts = {"certificate": _signed(sign(root, certificate)), "custodian": None}
    if request.recipient:
        require_recipient(request.recipient)
        custodian = CustodianStatement(
            worker=request.worker,
            age_recipient=request.recipient,
            issued_by=ROOT,
            issued_at=int(now.timestamp()),
            serial=token_hex(16),
        )
        parts["custodian"] = _signed(sign(root, custodian))
    return _write(ANSWER, **parts)


def read_answer(raw: bytes) -> RootAnswer:
    """Return the root's answer, unverified; raise SealBroken if it is none."""
    found = _read(raw, ANSWER)
    try:
        custodian = found["custodian"]
        return RootAnswer(
            _unsigned(found["certificate"]),
            None if custodian is None else _unsigned(custodian),
        )
    except (KeyError, TypeError, ValueError):
        raise SealBroken("root", "file") from None


def _signed(signed: Signed) -> dict[str, str]:
    return {"body": signed.body.hex(), "signature": signed.signature.hex()}


def _unsigned(found: dict[str, str]) -> Signed:
    return Signed(bytes.fromhex(found["body"]), bytes.fromhex(found["signature"]))


def _write(kind: str, **parts: object) -> bytes:
    return json.dumps({"type": kind, "v": 1, **parts}, indent=1).encode() + b"\n"


def _read(raw: bytes, kind: str) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise SealBroken("root", "file") from None
    if not isinstance(found, dict) or (found.get("type"), found.get("v")) != (kind, 1):
        raise SealBroken("root", "kind")
    return found
