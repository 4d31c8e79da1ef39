"""Which certificate speaks for a worker, verified up to the organisation's root."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import TypeVar

from django.db.models import Q

from romdoul.kernel import serverkeys
from romdoul.kernel.errors import CertificateBroken, GrantBroken, SignatureBroken
from romdoul.staff.models import Certificate as Row
from romdoul.staff.models import Worker
from romdoul.vault.keys import SignKeys
from romdoul.vault.statements import (
    ROOT,
    Certificate,
    EpochStatement,
    GrantStatement,
    Signed,
    peek,
    read,
    sign,
    verify_certificate,
)

# A manager certifies for a year and a month, so that renewing never hurries; the
# root, which lies in a safe, for three years.
BY_MANAGER = timedelta(days=396)
BY_ROOT = timedelta(days=3 * 365)

T = TypeVar("T", EpochStatement, GrantStatement)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs a certificate: the root, or a manager by reference."""

    ref: str
    keys: SignKeys


def root_public() -> bytes:
    """Return the root's public key; raise KeyUnfit where it is missing."""
    return serverkeys.load_public("root.pub")


def signed_of(row: Row) -> Signed:
    """Return a stored certificate as it was signed."""
    return Signed(bytes(row.body), bytes(row.signature))


def issue(
    issuer: Issuer, worker: Worker, roles: Iterable[str], *, now: datetime
) -> Row:
    """Sign and store a certificate over the worker's present public keys.

    The one before is revoked in the same breath.
    """
    publics = (bytes(worker.box_public), bytes(worker.sign_public))
    statement = statement_for(issuer, worker, publics, roles, now=now)
    return store(worker, sign(issuer.keys, statement), statement, now=now)


def statement_for(
    issuer: Issuer,
    worker: Worker,
    publics: tuple[bytes, bytes],
    roles: Iterable[str],
    *,
    now: datetime,
) -> Certificate:
    """Return what a certificate over these public keys is to say."""
    lasts = BY_ROOT if issuer.ref == ROOT else BY_MANAGER
    return Certificate(
        worker=worker.ref,
        box_public=publics[0],
        sign_public=publics[1],
        roles=tuple(sorted(roles)),
        issued_by=issuer.ref,
        issuer_public=issuer.keys.public,
        issued_at=int(now.timestamp()),
        not_after=int((now + lasts).timestamp()),
        serial=token_hex(16),
    )


def store(
    worker: Worker, signed: Signed, statement: Certificate, *, now: datetime
) -> Row:
    """Store a certificate as the worker's live one and revoke the one before."""
    revoke(worker, now=now)
    return Row.objects.create(
        worker=worker,
        serial=statement.serial,
        body=signed.body,
        signature=signed.signature,
        issued_by=statement.issued_by,
        not_after=datetime.fromtimestamp(statement.not_after, UTC),
    )


def revoke(worker: Worker, *, now: datetime) -> None:
    """End the worker's live certificate, if there is one."""
    Row.objects.filter(worker=worker, revoked_at=None).update(revoked_at=now)


class Book:
    """The certificates of some workers and of every manager, read in one query.

    Nothing in it is trusted before it is verified: each answer chains to the root.
    """

    def __init__(self, workers: Iterable[str], *, root: bytes | None = None) -> None:
        self._root = root_public() if root is None else root
        rows = Row.objects.filter(
            Q(worker__ref__in=set(workers)) | Q(issued_by=ROOT)
        ).select_related("worker")
        self._rows: dict[str, list[Row]] = {}
        for row in rows.order_by("pk"):
            self._rows.setdefault(row.worker.ref, []).append(row)

    def current(self, worker: Worker, *, now: datetime) -> Certificate:
        """Return the worker's live certificate.

        Raises CertificateBroken: ``reason`` is ``none``, ``swapped-key`` (the
        worker's columns say other keys), or one of ``verify_certificate``.
        """
        found = self.signed_current(worker.ref)
        certificate = self._verified(found, int(now.timestamp()))
        keys = (bytes(worker.box_public), bytes(worker.sign_public))
        if certificate.worker != worker.ref:
            raise CertificateBroken(worker.ref, "worker")
        if (certificate.box_public, certificate.sign_public) != keys:
            raise CertificateBroken(worker.ref, "swapped-key")
        return certificate

    def signed_current(self, ref: str) -> Signed:
        """Return the live certificate, unverified; raise CertificateBroken if none."""
        for row in reversed(self._rows.get(ref, [])):
            if row.revoked_at is None:
                return signed_of(row)
        raise CertificateBroken(ref, "none")

    def signer(self, signed: Signed, kind: type[T], ref: str, at: int) -> Certificate:
        """Return the certificate under which ``ref`` signed this at that moment.

        Raises GrantBroken (``signature``) if none of theirs that held then verifies
        it, or the certificate's own error if there was only a broken one.
        """
        broken: CertificateBroken | None = None
        for row in self._held(ref, at):
            try:
                certificate = self._verified(signed_of(row), at)
                read(signed, kind, certificate.sign_public)
            except SignatureBroken:
                continue
            except CertificateBroken as error:
                broken = error
                continue
            if certificate.worker == ref:
                return certificate
        raise broken or GrantBroken(ref, "signature")

    def _held(self, ref: str, at: int) -> Iterable[Row]:
        """Yield certificates that had begun and were not revoked at that moment."""
        for row in reversed(self._rows.get(ref, [])):
            began = peek(signed_of(row), Certificate).issued_at
            ended = row.revoked_at
            if began <= at and (ended is None or at <= int(ended.timestamp())):
                yield row

    def _verified(self, signed: Signed, at: int) -> Certificate:
        return verify_certificate(
            signed, root=self._root, chain=self._issuer_of(signed), now=at
        )

    def _issuer_of(self, signed: Signed) -> "_Chain":
        try:
            return _Chain(self._rows, peek(signed, Certificate))
        except SignatureBroken as error:
            raise CertificateBroken(error.ref, error.reason) from None


@dataclass(frozen=True, slots=True)
class _Chain:
    """Finds the issuer's certificate that held when this one was issued."""

    rows: dict[str, list[Row]]
    issued: Certificate

    def __call__(self, ref: str) -> Signed:
        for row in reversed(self.rows.get(ref, [])):
            signed = signed_of(row)
            held = row.revoked_at is None or (
                self.issued.issued_at <= int(row.revoked_at.timestamp())
            )
            if held and self._made_by(signed):
                return signed
        raise CertificateBroken(self.issued.worker, "chain")

    def _made_by(self, signed: Signed) -> bool:
        try:
            issuer = peek(signed, Certificate)
        except SignatureBroken:
            return False
        begun = issuer.issued_at <= self.issued.issued_at
        return begun and issuer.sign_public == self.issued.issuer_public
