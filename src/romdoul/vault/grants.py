"""Who may open: the rule that whoever can write the database cannot bend.

Pure: the caller brings the statements and the certificates it has verified, and
wraps or opens nothing unless ``verify_grant`` returns.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NoReturn

from romdoul.kernel.errors import GrantBroken, SignatureBroken
from romdoul.vault.keys import CompartmentKeys
from romdoul.vault.sealing import digest
from romdoul.vault.statements import (
    Certificate,
    EpochStatement,
    GrantStatement,
    Signed,
    peek,
    read,
)

FIRST_EPOCH: Final = 1
FOUR_EYES: Final = frozenset({"safeguarding"})

Allowed = Callable[[Certificate, str], bool]


@dataclass(frozen=True, slots=True)
class Witness:
    """What a grant is judged by; each certificate has been verified by the caller.

    ``granter_is_member``: the granter holds a verified grant of the same epoch.
    ``co_signature`` is a second signature of the same grant, by ``co_signer``.
    """

    epoch: Signed
    member: Certificate
    granter: Certificate
    announcer: Certificate
    granter_is_member: bool
    co_signature: Signed | None = None
    co_signer: Certificate | None = None


def verify_epoch(
    epoch: Signed, *, announcer: Certificate, previous: Signed | None, allowed: Allowed
) -> EpochStatement:
    """Return an epoch if its announcer may announce it and it follows the last one.

    ``previous`` is the signed statement of the epoch before, itself verified; None
    for the first, which has the number 1.

    Raises:
        GrantBroken: ``reason`` is ``epoch-signature``, ``announcer`` or ``previous``.
    """
    statement = _announced(epoch, announcer, allowed)
    if not _follows(statement, previous):
        raise GrantBroken(statement.compartment, "previous")
    return statement


def _follows(statement: EpochStatement, previous: Signed | None) -> bool:
    if previous is None:
        return statement.epoch == FIRST_EPOCH and not statement.previous
    # The digest binds the body, so that what was trusted then is what is read.
    last = peek(previous, EpochStatement)
    return statement.previous == previous.digest() and (
        statement.compartment,
        statement.kind,
        statement.epoch,
    ) == (last.compartment, last.kind, last.epoch + 1)


def verify_grant(
    grant: Signed, witness: Witness, *, wrapped: bytes, now: int, allowed: Allowed
) -> GrantStatement:
    """Return a grant if it holds: then, and only then, wrap or open under it.

    ``wrapped`` is the wrap itself; ``now`` is in unix seconds; ``allowed`` says
    whether a certificate's roles may grant on a kind of compartment.

    Raises:
        GrantBroken: ``reason`` is one of ``epoch-signature``, ``announcer``,
            ``signature``, ``granter``, ``compartment``, ``epoch``, ``member``,
            ``member-key``, ``wrap``, ``expired``, ``not-a-member``,
            ``not-allowed``, ``second-signature``.
    """
    epoch = _announced(witness.epoch, witness.announcer, allowed)
    statement = _granted(grant, witness.granter)
    _require_same_epoch(statement, epoch)
    _require_member(statement, witness.member)
    if statement.wrapped_digest != digest(wrapped):
        _refuse(statement, "wrap")
    if statement.expires_at and now >= statement.expires_at:
        _refuse(statement, "expired")
    _require_granter(statement, epoch, witness, allowed)
    if epoch.kind in FOUR_EYES:
        _require_second_signature(grant, epoch.kind, witness, allowed)
    return statement


def require_epoch_key(keys: CompartmentKeys, epoch: EpochStatement) -> None:
    """Raise GrantBroken unless what was unwrapped is the announced epoch's key."""
    if keys.box.public != epoch.public_key:
        raise GrantBroken(epoch.compartment, "epoch-key")


def _announced(
    epoch: Signed, announcer: Certificate, allowed: Allowed
) -> EpochStatement:
    try:
        statement = read(epoch, EpochStatement, announcer.sign_public)
    except SignatureBroken:
        raise GrantBroken("epoch", "epoch-signature") from None
    may = allowed(announcer, statement.kind)
    if statement.announced_by != announcer.worker or not may:
        raise GrantBroken(statement.compartment, "announcer")
    return statement


def _granted(grant: Signed, granter: Certificate) -> GrantStatement:
    try:
        statement = read(grant, GrantStatement, granter.sign_public)
    except SignatureBroken:
        raise GrantBroken("grant", "signature") from None
    if statement.granted_by != granter.worker:
        _refuse(statement, "granter")
    return statement


def _require_same_epoch(grant: GrantStatement, epoch: EpochStatement) -> None:
    if grant.compartment != epoch.compartment:
        _refuse(grant, "compartment")
    if grant.epoch != epoch.epoch:
        _refuse(grant, "epoch")


def _require_member(grant: GrantStatement, member: Certificate) -> None:
    if grant.member != member.worker:
        _refuse(grant, "member")
    if grant.member_box_public != member.box_public:
        _refuse(grant, "member-key")


def _require_granter(
    grant: GrantStatement, epoch: EpochStatement, witness: Witness, allowed: Allowed
) -> None:
    if not witness.granter_is_member and grant.granted_by != epoch.announced_by:
        _refuse(grant, "not-a-member")
    if not allowed(witness.granter, epoch.kind):
        _refuse(grant, "not-allowed")


def _require_second_signature(
    grant: Signed, kind: str, witness: Witness, allowed: Allowed
) -> None:
    """Refuse unless a second person, who may grant too, signed the same grant."""
    statement = _granted(grant, witness.granter)
    second, signer = witness.co_signature, witness.co_signer
    if second is None or signer is None or second.body != grant.body:
        _refuse(statement, "second-signature")
    first = witness.granter
    if signer.worker == first.worker or signer.sign_public == first.sign_public:
        _refuse(statement, "second-signature")
    try:
        read(second, GrantStatement, signer.sign_public)
    except SignatureBroken:
        _refuse(statement, "second-signature")
    if not allowed(signer, kind):
        _refuse(statement, "second-signature")


def _refuse(grant: GrantStatement, reason: str) -> NoReturn:
    raise GrantBroken(grant.compartment, reason)
