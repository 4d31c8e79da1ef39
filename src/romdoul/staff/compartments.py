"""Steps on compartments that several actions share: create, grant, revoke, rotate.

Each says what it did; the calling action records it (``record_changes``).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.kernel.refs import new_ref
from romdoul.staff.actor import Actor
from romdoul.staff.certificates import Book
from romdoul.staff.changes import Change
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.membership import Opened, proven_members
from romdoul.staff.models import Compartment, Grant, Worker
from romdoul.staff.plans import Plan, carry_out, co_signed, given, settle
from romdoul.staff.rights import Right, may_enter, may_give
from romdoul.staff.roster import epoch_ref, grant_ref, signed_grant
from romdoul.staff.wrapping import (
    DraftGrant,
    EpochKeys,
    draft_epoch,
    draft_grant,
    fresh_epoch,
)
from romdoul.vault.grants import FOUR_EYES
from romdoul.vault.statements import Certificate, GrantStatement, peek

M = TypeVar("M", bound=Model)
LEAST = 2


def standing(kind: CompartmentKind) -> Compartment:
    """Return the one compartment of a standing kind; raise NotFound if none is."""
    found = Compartment.objects.filter(kind=kind.value).first()
    if found is None:
        raise NotFound(kind.value)
    return found


def create_compartment(
    actor: Actor,
    kind: CompartmentKind,
    members: Sequence[Worker],
    *,
    ref: str | None = None,
    co_signer: Actor | None = None,
) -> Compartment:
    """Make a compartment with its first epoch and a grant for each member.

    Record it with ``changes_of``.

    Raises:
        Refused: the actor's roles may not give keys of this kind.
        BadInput: fewer than two members, one whose role may not enter, or one
            signature where two are asked for.
        CertificateBroken: a member's keys are not certified.
    """
    _require_giver(actor, kind, "")
    if kind in FOUR_EYES and co_signer is None:
        raise BadInput(_("This takes two signatures."))
    now = timezone.now()
    certificates = certified(members, kind, now=now)
    if len(certificates) < LEAST:
        raise BadInput(_("A compartment needs at least two members."))
    compartment = Compartment.objects.create(ref=ref or new_ref("K"), kind=kind.value)
    place = fresh_epoch(compartment.ref, kind.value, 1)
    drafts = tuple(draft_grant(actor, place, item, now=now) for item in certificates)
    epoch = draft_epoch(actor, place, now=now, last=None)
    plan = Plan(compartment, 1, drafts, epoch)
    carry_out(co_signed(plan, co_signer) if co_signer else plan, now=now)
    return compartment


def changes_of(compartment: Compartment) -> list[Change]:
    """Return what making this compartment's current epoch did, for the ledger."""
    epoch = compartment.epochs.get(number=compartment.epoch)
    name = epoch_ref(compartment.ref, epoch.number)
    made = Change("compartment.created", (name,), compartment.ref, bytes(epoch.body))
    rows = compartment.grants.filter(epoch=epoch.number).order_by("pk")
    signed = [signed_grant(row) for row in rows]
    return [made, *(given(peek(item, GrantStatement), item) for item in signed)]


def grant(
    actor: Actor,
    compartment: Compartment,
    member: Worker,
    *,
    expires_at: datetime | None = None,
    co_signer: Actor | None = None,
) -> list[Change]:
    """Give a worker the compartment's keys, to the key on their certificate.

    Where four eyes are asked for and no second person signs here, the grant waits
    as a proposal (``grant.proposed``) and nothing is given yet.

    Raises:
        NotFound: the actor is no member.
        Refused: the actor's roles may not give keys of this kind.
        BadInput: the worker's role may not enter, or they are a member already.
        CertificateBroken: the worker's keys are not certified, or were swapped.
    """
    opened = _held(actor, compartment)
    if live_grants(compartment).filter(worker=member).exists():
        raise BadInput(_("This person is a member already."))
    now = timezone.now()
    (certificate,) = certified([member], compartment.kind, now=now)
    number = opened.roster.compartment.epoch
    place = EpochKeys(compartment.ref, compartment.kind, number, opened.of(number))
    draft = draft_grant(actor, place, certificate, now=now, expires_at=expires_at)
    actor.forget(compartment.ref)
    return settle(actor, Plan(compartment, number, (draft,)), co_signer, now=now)


def withdraw(
    compartment: Compartment, member: Worker, *, now: datetime
) -> list[Change]:
    """Delete a member's wrap at once, and mark the compartment due for rotation."""
    rows = compartment.grants.filter(worker=member, withdrawn_at=None)
    if not rows.update(withdrawn_at=now, wrapped=b""):
        return []
    Compartment.objects.filter(pk=compartment.pk, rotation_due_since=None).update(
        rotation_due_since=now
    )
    ref = grant_ref(compartment.ref, compartment.epoch, member.ref)
    return [Change("grant.revoked", (ref,), compartment.ref)]


def revoke(
    actor: Actor,
    compartment: Compartment,
    member: Worker,
    *,
    co_signer: Actor | None = None,
) -> list[Change]:
    """Take a member's keys away at once and begin a new epoch without them.

    Raises:
        NotFound: the actor or the member is no member.
        Refused: the actor's roles may not give keys of this kind.
        BadInput: fewer than two members would be left.
    """
    opened = _held(actor, compartment)
    others = live_grants(compartment).exclude(worker=member).count()
    if others == live_grants(compartment).count():
        raise NotFound(member.ref)
    if others < LEAST:
        raise BadInput(_("Add another member first: two must remain."))
    changes = withdraw(compartment, member, now=timezone.now())
    return changes + rotate(
        actor, compartment, [member], co_signer=co_signer, opened=opened
    )


def rotate(
    actor: Actor,
    compartment: Compartment,
    without: Iterable[Worker] = (),
    *,
    co_signer: Actor | None = None,
    opened: Opened | None = None,
    guest: tuple[Worker, datetime] | None = None,
) -> list[Change]:
    """Begin a new epoch for the members whose grants hold, but for ``without``.

    ``opened`` is the current epoch as the custodians gave it back (break-glass), and
    ``guest`` who is let in with it, until when.

    Raises:
        NotFound: the actor is no member (and brought no recovered keys).
        Refused: the actor's roles may not give keys of this kind.
        GrantBroken, CertificateBroken: a grant was forged or a key swapped; nothing
            is wrapped until it is named in ``without`` or put right.
    """
    held = opened or _held(actor, compartment)
    _require_giver(actor, compartment.kind, compartment.ref)
    locked = Compartment.objects.select_for_update().get(pk=compartment.pk)
    now, number = timezone.now(), locked.epoch + 1
    place = fresh_epoch(locked.ref, locked.kind, number)
    drafts, lapsed = _carried(actor, held, place, without, now=now)
    if guest is not None:
        drafts += _let_in(actor, place, *guest, now=now)
    epoch = draft_epoch(actor, place, now=now, last=held)
    plan = Plan(locked, number, tuple(drafts), epoch)
    changes = settle(actor, plan, co_signer, now=now)
    compartment.refresh_from_db()
    actor.forget(compartment.ref)
    return changes + lapsed


def _carried(
    actor: Actor,
    held: Opened,
    place: EpochKeys,
    without: Iterable[Worker],
    *,
    now: datetime,
) -> tuple[list[DraftGrant], list[Change]]:
    """Return grants of the new epoch for who stays, and what ran out meanwhile."""
    dropped = {worker.ref for worker in without}
    keys = held.of(place.number - 1)
    members, lapsed = proven_members(held.roster, keys, dropped, now=now)
    drafts = [
        draft_grant(
            actor, place, item.certificate, now=now, expires_at=item.row.expires_at
        )
        for item in members
    ]
    refs = [grant_ref(place.compartment, place.number - 1, ref) for ref in lapsed]
    return drafts, [Change("grant.revoked", (ref,), place.compartment) for ref in refs]


def _let_in(
    actor: Actor, place: EpochKeys, guest: Worker, until: datetime, *, now: datetime
) -> list[DraftGrant]:
    (certificate,) = certified([guest], place.kind, now=now)
    return [draft_grant(actor, place, certificate, now=now, expires_at=until)]


def certified(
    workers: Sequence[Worker], kind: str, *, now: datetime
) -> list[Certificate]:
    """Return the verified certificates of workers who may enter a kind.

    Raises:
        CertificateBroken: not certified, expired, or keys swapped.
        BadInput: a role that may not be given keys of this kind.
    """
    by_ref = {worker.ref: worker for worker in workers}
    book = Book(by_ref)
    found = [book.current(worker, now=now) for worker in by_ref.values()]
    if not all(may_enter(item.roles, kind) for item in found):
        raise BadInput(_("A person with this role cannot be a member here."))
    return found


def live_grants(compartment: Compartment) -> QuerySet[Grant]:
    """Return the grants of the current epoch that are neither withdrawn nor over."""
    return compartment.grants.filter(
        _not_over(timezone.now()), epoch=compartment.epoch, withdrawn_at=None
    )


def members_of(compartment: Compartment) -> list[Worker]:
    """Return who holds a live grant, as the database says; for lists only.

    What is wrapped or opened goes by proven grants, never by this.
    """
    rows = live_grants(compartment).select_related("worker")
    return [row.worker for row in rows.order_by("worker__ref")]


def grants_of(actor: Actor) -> QuerySet[Grant]:
    """Return the actor's own live grants, as the database says."""
    return Grant.objects.filter(
        _not_over(timezone.now()), worker_id=actor.worker_id, withdrawn_at=None
    )


def visible(rows: QuerySet[M], actor: Actor, *, by: str = "compartment") -> QuerySet[M]:
    """Return the rows whose compartment the actor holds a live grant of.

    ``by`` is the path to the compartment's reference.
    """
    grants = grants_of(actor).filter(compartment_id=OuterRef(by))
    return rows.filter(Exists(grants))


def _not_over(now: datetime) -> Q:
    return Q(expires_at=None) | Q(expires_at__gt=now)


def _held(actor: Actor, compartment: Compartment) -> Opened:
    opened = actor.opened(compartment.ref)
    _require_giver(actor, compartment.kind, compartment.ref)
    return opened


def _require_giver(actor: Actor, kind: str, ref: str) -> None:
    if not may_give(actor.roles, kind):
        raise Refused(Right.COMPARTMENT_GRANT.value, ref)
