"""A manager certifies keys, and gives those of the standing compartments."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from romdoul.kernel.errors import (
    BadInput,
    CertificateBroken,
    NotFound,
    SignatureBroken,
)
from romdoul.staff import renewal
from romdoul.staff.actor import Actor
from romdoul.staff.certificates import Issuer, root_public, statement_for, store
from romdoul.staff.changes import Change
from romdoul.staff.checknumber import check_number, same_number
from romdoul.staff.compartments import grant, grants_of, live_grants, standing, withdraw
from romdoul.staff.documents import WorkerProfile
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment, CustodianKey, Profile, Worker
from romdoul.staff.rights import Role, belongs_to
from romdoul.staff.rooting import RootAnswer, RootRequest
from romdoul.staff.sealed import seal_row
from romdoul.vault.statements import (
    CustodianStatement,
    Signed,
    read,
    sign,
    verify_certificate,
)

KEY = 32


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate that was given, and what came with it."""

    serial: str
    body: bytes
    changes: list[Change]


def certify(
    actor: Actor,
    worker: Worker,
    *,
    number: str,
    roles: Collection[Role],
    now: datetime,
) -> Certified:
    """Certify a worker's keys, or the new ones that wait; see ``certify_worker``."""
    box, sign_key = publics_to_certify(worker)
    if not same_number(number, check_number(box, sign_key)):
        text = _("The check number is another. Compare it again with the worker.")
        raise BadInput(text, field="number")
    if Role.MANAGER in roles:
        raise BadInput(_("The root alone certifies a manager."), field="roles")
    if worker.pk == actor.worker_id:
        raise BadInput(_("Somebody else must do this for you."))
    issuer = Issuer(actor.ref, actor.keys.sign)
    statement = statement_for(issuer, worker, (box, sign_key), roles, now=now)
    signed = sign(actor.keys.sign, statement)
    if worker.next_public:
        renewal.keep_certificate(worker, signed)
        return Certified(statement.serial, signed.body, [])
    store(worker, signed, statement, now=now)
    worker.roles = " ".join(statement.roles)
    worker.save(update_fields=["roles"])
    return Certified(
        statement.serial, signed.body, _settle_standing(actor, worker, roles, now=now)
    )


def accept(
    actor: Actor, worker: Worker, answer: RootAnswer, *, now: datetime
) -> Certified:
    """Store what the root has signed for this worker.

    Raises CertificateBroken or SignatureBroken unless it is the root's, and for
    these very keys.
    """
    moment = int(now.timestamp())
    said = verify_certificate(
        answer.certificate, root=root_public(), chain=_no_chain, now=moment
    )
    publics = (said.box_public, said.sign_public)
    if said.worker != worker.ref or publics != publics_to_certify(worker):
        raise CertificateBroken(worker.ref, "keys")
    _accept_custodian(worker, answer.custodian)
    if worker.next_public:
        renewal.keep_certificate(worker, answer.certificate)
        return Certified(said.serial, answer.certificate.body, [])
    store(worker, answer.certificate, said, now=now)
    worker.roles = " ".join(said.roles)
    worker.save(update_fields=["roles"])
    roles = [Role(name) for name in said.roles]
    changes = _settle_standing(actor, worker, roles, now=now)
    return Certified(said.serial, answer.certificate.body, changes)


def _no_chain(ref: str) -> Signed:
    raise CertificateBroken(ref, "chain")


def _accept_custodian(worker: Worker, signed: Signed | None) -> None:
    if signed is None:
        return
    said = read(signed, CustodianStatement, root_public())
    if said.worker != worker.ref:
        raise SignatureBroken(worker.ref, "custodian")
    CustodianKey.objects.update_or_create(
        recipient=said.age_recipient,
        defaults={
            "worker": worker,
            "body": signed.body,
            "signature": signed.signature,
            "retired_at": None,
        },
    )


def root_request(
    worker: Worker, roles: Collection[Role], recipient: str
) -> RootRequest:
    """Return what the root is to sign for a worker."""
    box, sign_key = publics_to_certify(worker)
    names = tuple(sorted(role.value for role in roles))
    return RootRequest(worker.ref, box, sign_key, names, recipient.strip())


def publics_to_certify(worker: Worker) -> tuple[bytes, bytes]:
    """Return the public keys that wait for a certificate, or the present ones.

    Raises BadInput while the worker has none.
    """
    waiting = bytes(worker.next_public)
    if waiting:
        return waiting[:KEY], waiting[KEY:]
    if not worker.box_public:
        raise BadInput(_("This person has not come in yet."))
    return bytes(worker.box_public), bytes(worker.sign_public)


def _settle_standing(
    actor: Actor, worker: Worker, roles: Collection[Role], *, now: datetime
) -> list[Change]:
    """Give what the roles belong to, take what they no longer belong to."""
    changes: list[Change] = []
    mine = set(grants_of(actor).values_list("compartment_id", flat=True))
    belongs = belongs_to(roles)
    for compartment in Compartment.objects.filter(kind__in=_everyday()):
        inside = live_grants(compartment).filter(worker=worker).exists()
        wanted = compartment.kind in belongs
        if wanted and not inside and compartment.ref in mine:
            changes += grant(actor, compartment, worker)
        if inside and not wanted:
            changes += withdraw(compartment, worker, now=now)
    return changes


def _everyday() -> list[str]:
    """Return the standing kinds that a role alone brings with it."""
    kinds = belongs_to([role.value for role in Role])
    return sorted(kind.value for kind in kinds)


def seal_profile(actor: Actor, worker: Worker, display_name: str) -> list[Change]:
    """Seal who a worker is, where the actor belongs to the organisation."""
    if not display_name:
        return []
    home = standing(CompartmentKind.ORGANISATION)
    row = Profile(ref=worker.ref, worker=worker, compartment=home.ref)
    try:
        sealed = seal_row(actor, row, WorkerProfile(display_name=display_name))
    except NotFound:
        text = _("Only a member of the organisation's compartment can write a name.")
        raise BadInput(text, field="display_name") from None
    row.save()
    return [Change("worker.changed", (worker.ref,), home.ref, sealed)]
