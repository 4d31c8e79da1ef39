"""Workers, sessions, compartments that are due, and recovery: coded columns only.

Nothing here is opened, but for a colleague's name, which goes through ``opening``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.doors.factors import codes_left
from romdoul.kernel.errors import BadInput, KeyUnfit, NotFound
from romdoul.queries.custody import Custody, custody
from romdoul.queries.opening import open_records
from romdoul.queries.shortage import count_short_cases
from romdoul.staff.actor import Actor
from romdoul.staff.certifying import publics_to_certify, root_request
from romdoul.staff.checknumber import check_number
from romdoul.staff.compartments import grants_of, visible
from romdoul.staff.documents import Reason, WorkerProfile
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import (
    Certificate,
    Compartment,
    DeskSession,
    Epoch,
    Profile,
    Proposal,
    RecoveryRequest,
    RecoveryStatus,
    Worker,
)
from romdoul.staff.plans import open_proposal
from romdoul.staff.recovering import write_bundle
from romdoul.staff.recovery import bundle_of
from romdoul.staff.rights import Right, Role
from romdoul.staff.rooting import write_request
from romdoul.vault.exports import require_recipient

# The hotline's epoch rolls monthly (DESIGN, compartments and keys).
ROLLS_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker as lists show them: handle, code name, roles, standing."""

    ref: str
    username: str
    roles: tuple[str, ...]
    status: str
    joined_on: object
    certified_until: datetime | None


def list_workers(actor: Actor) -> list[WorkerRow]:
    """Return every worker, those who wait for something first."""
    actor.require(Right.STAFF_READ)
    workers = Worker.objects.prefetch_related("certificates").order_by("username")
    order = ("to_certify", "invited", "active", "left")
    rows = [_row(worker) for worker in workers]
    return sorted(rows, key=lambda row: (order.index(row.status), row.username))


def get_worker(actor: Actor, ref: str) -> WorkerRow:
    """Return one worker; raise NotFound if there is none."""
    actor.require(Right.STAFF_READ, ref)
    return _row(_worker(ref))


def _row(worker: Worker) -> WorkerRow:
    live = [c for c in worker.certificates.all() if c.revoked_at is None]
    return WorkerRow(
        worker.ref,
        worker.username,
        worker.role_names,
        _status(worker, certified=bool(live)),
        worker.joined_on,
        live[0].not_after if live else None,
    )


def _status(worker: Worker, *, certified: bool) -> str:
    if not worker.is_active:
        return "left"
    if not worker.keyring:
        return "invited"
    waits = not certified or (worker.next_public and not worker.next_certificate)
    return "to_certify" if waits else "active"


def _worker(ref: str) -> Worker:
    found = Worker.objects.filter(ref=ref).first()
    if found is None:
        raise NotFound(ref)
    return found


def read_profile(actor: Actor, ref: str) -> WorkerProfile:
    """Open a worker's profile, on record; raise NotFound where there is none."""
    actor.require(Right.STAFF_READ, ref)
    row = Profile.objects.filter(ref=ref).first()
    if row is None:
        raise NotFound(ref)
    (profile,) = open_records(actor, [row], WorkerProfile)
    return profile


def check_number_of(worker: Worker) -> str:
    """Return the number a worker reads out, of the keys that wait to be certified."""
    try:
        return check_number(*publics_to_certify(worker))
    except BadInput:
        return ""


def export_root_request(
    actor: Actor, ref: str, *, roles: tuple[Role, ...], recipient: str = ""
) -> bytes:
    """Return the file that asks the root to certify a worker.

    Raises BadInput: the worker has no keys yet, or the recipient is none.
    """
    actor.require(Right.STAFF_CERTIFY, ref)
    try:
        if recipient:
            require_recipient(recipient)
    except KeyUnfit:
        text = _("This is no age recipient.")
        raise BadInput(text, field="recipient") from None
    return write_request(root_request(_worker(ref), roles, recipient))


@dataclass(frozen=True, slots=True)
class Account:
    """What a worker sees of their own account."""

    worker: Worker
    factors: list[Authenticator]
    codes_left: int
    sessions: list[DeskSession]
    recoveries: list[RecoveryRequest]
    check_number: str


def get_account(actor: Actor) -> Account:
    """Return the actor's own account."""
    actor.require(Right.ACCOUNT_OWN)
    worker = Worker.objects.get(pk=actor.worker_id)
    factors = Authenticator.objects.filter(user=worker).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    open_requests = RecoveryRequest.objects.filter(
        worker=worker,
        status__in=[RecoveryStatus.REQUESTED.value, RecoveryStatus.RETURNED.value],
    )
    sessions = worker.desk_sessions.exclude(stage="pending")
    waiting = bool(worker.next_public and not worker.next_certificate)
    return Account(
        worker,
        list(factors.order_by("pk")),
        codes_left(worker),
        list(sessions.order_by("-last_seen_at")),
        list(open_requests.order_by("pk")),
        check_number_of(worker) if waiting else "",
    )


@dataclass(frozen=True, slots=True)
class DueRow:
    """A compartment that waits for a new epoch, and whether the actor may begin it."""

    ref: str
    kind: str
    since: datetime
    mine: bool


def list_rotations_due(actor: Actor) -> list[DueRow]:
    """Return compartments a member has left, and desks whose month is over."""
    actor.require(Right.COMPARTMENT_ROTATE)
    due = Compartment.objects.exclude(rotation_due_since=None)
    left = list(due.order_by("rotation_due_since")[:200])
    mine = _mine(actor, left)
    rows = [
        DueRow(row.ref, row.kind, since, row.ref in mine)
        for row in left
        if (since := row.rotation_due_since) is not None
    ]
    known = {row.ref for row in rows}
    return rows + [row for row in _rolling(actor) if row.ref not in known]


def _mine(actor: Actor, rows: list[Compartment]) -> set[str]:
    # Never all of the actor's grants: on many cases that is a long walk.
    named = grants_of(actor).filter(compartment__in=rows)
    return set(named.values_list("compartment_id", flat=True))


def _rolling(actor: Actor) -> list[DueRow]:
    before = timezone.now() - ROLLS_AFTER
    desks = list(
        Compartment.objects.filter(
            kind__in=[CompartmentKind.HOTLINE.value, CompartmentKind.SAFEGUARDING.value]
        )
    )
    mine, found = _mine(actor, desks), []
    for row in desks:
        epoch = Epoch.objects.get(compartment=row, number=row.epoch)
        if epoch.began_at < before:
            since = epoch.began_at + ROLLS_AFTER
            found.append(DueRow(row.ref, row.kind, since, row.ref in mine))
    return found


@dataclass(frozen=True, slots=True)
class StaffNotices:
    """What somebody must hear of on their day, beside their own work."""

    recoveries: list[RecoveryRequest]
    to_certify: int
    rotations: int
    proposals: int
    short: int
    custody: Custody

    def __bool__(self) -> bool:
        """Say whether there is anything."""
        waits = self.to_certify + self.rotations + self.proposals + self.short
        return bool(self.recoveries or self.custody) or waits > 0


def day_notices(actor: Actor) -> StaffNotices:
    """Return requests about one's own keys, and for managers what waits for them."""
    due = Compartment.objects.exclude(rotation_due_since=None)
    proposals = visible(Proposal.objects.all(), actor, by="compartment_id")
    may_rotate = actor.has(Right.COMPARTMENT_ROTATE)
    return StaffNotices(
        recoveries=_told_of(actor),
        to_certify=_to_certify() if actor.has(Right.STAFF_CERTIFY) else 0,
        rotations=visible(due, actor, by="ref").count() if may_rotate else 0,
        proposals=proposals.exclude(proposed_by_id=actor.worker_id).count(),
        short=count_short_cases(actor),
        custody=custody(actor) if may_rotate else Custody(),
    )


def _told_of(actor: Actor) -> list[RecoveryRequest]:
    open_ones = [RecoveryStatus.REQUESTED.value, RecoveryStatus.RETURNED.value]
    rows = RecoveryRequest.objects.filter(status__in=open_ones)
    if not actor.has(Right.STAFF_RECOVER):
        rows = rows.filter(worker_id=actor.worker_id)
    return list(rows.select_related("worker").order_by("pk")[:20])


def _to_certify() -> int:
    live = Certificate.objects.filter(worker=OuterRef("pk"), revoked_at=None)
    renewing = ~Q(next_public=b"") & Q(next_certificate=b"")
    joined = Worker.objects.filter(is_active=True).exclude(keyring=b"")
    return joined.filter(~Exists(live) | renewing).count()


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A change that waits for a second signature, as its members may read it."""

    ref: str
    kind: str
    proposed_by: str
    made_at: datetime
    members: tuple[str, ...]
    new_epoch: bool
    own: bool


def list_proposals(actor: Actor) -> list[ProposalRow]:
    """Return the proposals of the actor's own compartments, opened by their keys."""
    seen = visible(Proposal.objects.all(), actor, by="compartment_id")
    rows = seen.select_related("proposed_by", "compartment")
    return [_proposal(actor, row) for row in rows if row.epoch == row.compartment.epoch]


def _proposal(actor: Actor, row: Proposal) -> ProposalRow:
    plan = open_proposal(actor, row.ref)
    names = Worker.objects.filter(ref__in=plan.members()).values_list(
        "username", flat=True
    )
    return ProposalRow(
        row.ref,
        row.compartment.kind,
        row.proposed_by.username,
        row.made_at,
        tuple(names.order_by("username")),
        plan.epoch is not None,
        row.proposed_by_id == actor.worker_id,
    )


def list_recoveries(actor: Actor) -> list[RecoveryRequest]:
    """Return requests to the custodians: all, or only one's own, newest first."""
    rows = RecoveryRequest.objects.select_related("worker", "requested_by", "subject")
    sees_all = actor.has(Right.STAFF_RECOVER) or actor.has(Right.BREAKGLASS_REVIEW)
    if not sees_all:
        mine = Q(worker_id=actor.worker_id) | Q(requested_by_id=actor.worker_id)
        rows = rows.filter(mine)
    return list(rows.order_by("-pk")[:100])


def get_recovery(actor: Actor, ref: str) -> RecoveryRequest:
    """Return one request; raise NotFound if there is none for this actor."""
    for row in list_recoveries(actor):
        if row.ref == ref:
            return row
    raise NotFound(ref)


def read_reason(actor: Actor, ref: str) -> str:
    """Open why a request was made, on record."""
    (reason,) = open_records(actor, [get_recovery(actor, ref)], Reason)
    return reason.text


def export_recovery(actor: Actor, ref: str) -> bytes:
    """Return the file for the custodians; raise NotFound if none can be made."""
    row = get_recovery(actor, ref)
    if row.status != RecoveryStatus.REQUESTED:
        raise NotFound(ref)
    if row.requested_by_id != actor.worker_id:
        actor.require(Right.STAFF_RECOVER, ref)
    return write_bundle(bundle_of(row))
