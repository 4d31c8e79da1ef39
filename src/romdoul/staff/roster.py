"""A compartment's roster, proven: nothing is opened or wrapped on a row's word.

Every grant must be signed by someone who held the epoch's keys, every epoch by
someone who held the last one's, and every signer's certificate chains to the root.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from romdoul.kernel.errors import GrantBroken, NotFound
from romdoul.staff.certificates import Book
from romdoul.staff.models import Compartment, Epoch, Grant
from romdoul.staff.rights import may_give
from romdoul.vault.binding import Binding
from romdoul.vault.grants import Witness, verify_epoch, verify_grant
from romdoul.vault.keys import CompartmentKeys, derive
from romdoul.vault.statements import (
    Certificate,
    EpochStatement,
    GrantStatement,
    Signed,
    peek,
)


def epoch_ref(compartment: str, number: int) -> str:
    """Return how the ledger names an epoch."""
    return f"{compartment}.{number}"


def grant_ref(compartment: str, number: int, worker: str) -> str:
    """Return how the ledger names a grant."""
    return f"{compartment}.{number}.{worker}"


def wrap_binding(compartment: str, number: int, worker: str) -> Binding:
    """Return what ties a wrap to its compartment, epoch and member."""
    row = grant_ref(compartment, number, worker)
    return Binding("staff_grant", row, 1, compartment, number)


def ladder_binding(compartment: str, number: int) -> Binding:
    """Return what ties a ladder to its epoch."""
    row = epoch_ref(compartment, number)
    return Binding("staff_epoch", row, 1, compartment, number)


def proof_of(keys: CompartmentKeys, body: bytes) -> bytes:
    """Return the HMAC-SHA-256 that only a holder of the epoch's keys can make."""
    return hmac.digest(derive(keys.content, "staff/grant").reveal(), body, "sha256")


def signed_epoch(row: Epoch) -> Signed:
    """Return an epoch's statement as it was signed."""
    return Signed(bytes(row.body), bytes(row.signature))


def signed_grant(row: Grant) -> Signed:
    """Return a grant's statement as it was signed."""
    return Signed(bytes(row.body), bytes(row.signature))


def _by_role(certificate: Certificate, kind: str) -> bool:
    return may_give(certificate.roles, kind)


def _by_origin(certificate: Certificate, kind: str) -> bool:
    """Allow a member to re-wrap their own: another's grant stands behind it."""
    del certificate, kind
    return True


@dataclass(slots=True)
class Roster:
    """One compartment as the database tells it, and what has been proven of it."""

    compartment: Compartment
    epochs: dict[int, Epoch]
    grants: dict[str, Grant]
    book: Book
    _proven: dict[str, GrantStatement] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        """Return the compartment's reference."""
        return self.compartment.ref

    @property
    def current(self) -> Epoch:
        """Return the current epoch's row; raise GrantBroken if it is missing."""
        return self.epoch(self.compartment.epoch)

    def epoch(self, number: int) -> Epoch:
        """Return an epoch's row; raise GrantBroken if it is missing."""
        found = self.epochs.get(number)
        if found is None:
            raise GrantBroken(self.ref, "epoch-missing")
        return found

    def announced(self, number: int) -> EpochStatement:
        """Return an epoch's statement, verified and following the one before.

        Raises GrantBroken with the reasons of ``verify_epoch``, ``epoch`` where the
        row says another number or key than its statement, ``kind``, or
        ``rolled-back`` where a later epoch is there already.
        """
        if max(self.epochs) > self.compartment.epoch:
            # Somebody set the number back, to have things sealed to an old epoch.
            raise GrantBroken(self.ref, "rolled-back")
        row = self.epoch(number)
        signed = signed_epoch(row)
        said = peek(signed, EpochStatement)
        signer = self.book.signer(
            signed, EpochStatement, said.announced_by, said.announced_at
        )
        before = signed_epoch(self.epoch(number - 1)) if number > 1 else None
        statement = verify_epoch(
            signed, announcer=signer, previous=before, allowed=_by_role
        )
        self._require_row(row, statement)
        return statement

    def _require_row(self, row: Epoch, statement: EpochStatement) -> None:
        if statement.compartment != self.ref or statement.epoch != row.number:
            raise GrantBroken(self.ref, "epoch")
        if statement.public_key != bytes(row.public_key):
            raise GrantBroken(self.ref, "epoch-key")
        if statement.kind != self.compartment.kind:
            raise GrantBroken(self.ref, "kind")

    def proven(self, member: Certificate, *, now: datetime) -> GrantStatement:
        """Return the member's live grant of the current epoch, verified throughout.

        Raises:
            NotFound: they hold none.
            GrantBroken, CertificateBroken: it does not hold; the reason says why.
        """
        row = self.grants.get(member.worker)
        if row is None or row.withdrawn_at is not None:
            raise NotFound(self.ref)
        return self._verify(row, member, int(now.timestamp()), frozenset())

    def _verify(
        self, row: Grant, member: Certificate, at: int, asked: frozenset[str]
    ) -> GrantStatement:
        signed = signed_grant(row)
        said = peek(signed, GrantStatement)
        own = bool(row.origin_body) and said.granted_by == said.member
        witness = self._witness(row, signed, member, asked)
        return verify_grant(
            signed,
            witness,
            wrapped=bytes(row.wrapped),
            now=at,
            allowed=_by_origin if own else _by_role,
        )

    def _witness(
        self, row: Grant, signed: Signed, member: Certificate, asked: frozenset[str]
    ) -> Witness:
        said = peek(signed, GrantStatement)
        epoch = self.announced(self.compartment.epoch)
        announcer = self.book.signer(
            signed_epoch(self.current),
            EpochStatement,
            epoch.announced_by,
            epoch.announced_at,
        )
        granter = self.book.signer(
            signed, GrantStatement, said.granted_by, said.granted_at
        )
        second = Signed(signed.body, bytes(row.co_signature))
        return Witness(
            epoch=signed_epoch(self.current),
            member=member,
            granter=granter,
            announcer=announcer,
            granter_is_member=self._was_member(row, said, asked),
            co_signature=second if row.co_signature else None,
            co_signer=self._second(row, second, said),
        )

    def _second(
        self, row: Grant, second: Signed, said: GrantStatement
    ) -> Certificate | None:
        if not row.co_signature:
            return None
        return self.book.signer(
            second, GrantStatement, row.co_signed_by, said.granted_at
        )

    def _was_member(
        self, row: Grant, said: GrantStatement, asked: frozenset[str]
    ) -> bool:
        """Say whether who granted held a grant of this epoch that holds itself.

        A withdrawn one counts: what it gave before stands until the next epoch.
        """
        if said.granted_by == said.member:
            return self._original_holds(row, said, asked)
        granter = self.grants.get(said.granted_by)
        if granter is None or said.granted_by in asked:
            return False
        return self._holds(granter, signed_grant(granter), asked | {said.member})

    def _original_holds(
        self, row: Grant, said: GrantStatement, asked: frozenset[str]
    ) -> bool:
        if not row.origin_body:
            return False
        origin = Signed(bytes(row.origin_body), bytes(row.origin_signature))
        before = peek(origin, GrantStatement)
        if before.member != said.member or before.granted_by == said.member:
            return False
        return self._holds(row, origin, asked)

    def _holds(self, row: Grant, signed: Signed, asked: frozenset[str]) -> bool:
        """Verify the signatures of an earlier grant; its wrap is gone or replaced."""
        said = peek(signed, GrantStatement)
        if (said.compartment, said.epoch) != (self.ref, self.compartment.epoch):
            return False
        signer = self.book.signer(
            signed, GrantStatement, said.granted_by, said.granted_at
        )
        if not may_give(signer.roles, self.compartment.kind):
            return False
        if said.granted_by == self.announced(self.compartment.epoch).announced_by:
            return True
        return self._was_member(row, said, asked)


def load(compartments: Iterable[str], *, also: Iterable[str] = ()) -> dict[str, Roster]:
    """Return compartments with epochs, grants and certificates: four queries for any
    number of them. ``also`` names workers whose certificates are wanted too.
    """
    wanted = set(compartments)
    found = {row.ref: row for row in Compartment.objects.filter(pk__in=wanted)}
    epochs = list(Epoch.objects.filter(compartment_id__in=found))
    grants = [
        row
        for row in Grant.objects.filter(compartment_id__in=found).select_related(
            "worker"
        )
        if row.epoch == found[row.compartment_id].epoch
    ]
    book = Book(_signers(epochs, grants) | set(also))
    return {ref: _roster(row, epochs, grants, book) for ref, row in found.items()}


def _roster(
    row: Compartment, epochs: list[Epoch], grants: list[Grant], book: Book
) -> Roster:
    return Roster(
        row,
        {item.number: item for item in epochs if item.compartment_id == row.ref},
        {item.worker.ref: item for item in grants if item.compartment_id == row.ref},
        book,
    )


def _signers(epochs: list[Epoch], grants: list[Grant]) -> set[str]:
    named = {peek(signed_epoch(row), EpochStatement).announced_by for row in epochs}
    for row in grants:
        named |= {row.worker.ref, row.co_signed_by}
        named.add(peek(signed_grant(row), GrantStatement).granted_by)
        if row.origin_body:
            origin = Signed(bytes(row.origin_body), b"")
            named.add(peek(origin, GrantStatement).granted_by)
    return named - {""}
