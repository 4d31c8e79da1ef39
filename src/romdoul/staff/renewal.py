"""A worker's new keys: made by the worker, certified by a manager, then taken up.

Between the first step and the last the old keys go on opening everything.
"""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, NotFound
from romdoul.staff.actor import Actor
from romdoul.staff.certificates import Book, store
from romdoul.staff.changes import Change
from romdoul.staff.enrolment import keep_keys
from romdoul.staff.membership import Opened
from romdoul.staff.models import Certificate as Row
from romdoul.staff.models import Compartment, Grant, Worker
from romdoul.staff.plans import Plan, settle
from romdoul.staff.roster import signed_grant
from romdoul.staff.wrapping import EpochKeys, draft_grant
from romdoul.vault.binding import Binding
from romdoul.vault.keys import WorkerKeys, new_worker_keys
from romdoul.vault.opening import open_envelope
from romdoul.vault.sealing import seal_to
from romdoul.vault.statements import Certificate, GrantStatement, Signed, peek

SIGNATURE = 64


def _binding(worker: str) -> Binding:
    return Binding("staff_next_keys", worker, 1, "", 0)


def prepare(actor: Actor) -> Worker:
    """Make new keys and keep them, sealed to the present ones, until certified."""
    keys = new_worker_keys()
    worker = Worker.objects.select_for_update().get(pk=actor.worker_id)
    worker.next_keys = seal_to(actor.keys.box.public, keys.pack(), _binding(worker.ref))
    worker.next_public = keys.box.public + keys.sign.public
    worker.next_certificate = b""
    worker.save(update_fields=["next_keys", "next_public", "next_certificate"])
    return worker


def keep_certificate(worker: Worker, signed: Signed) -> None:
    """Keep the certificate of new keys until the worker takes them up."""
    worker.next_certificate = signed.signature + signed.body
    worker.save(update_fields=["next_certificate"])


def next_keys(actor: Actor, worker: Worker) -> tuple[WorkerKeys, Signed]:
    """Open the worker's own new keys, with the certificate given for them.

    Raises BadInput while there are none, or no manager has certified them.
    """
    if not worker.next_keys or not worker.next_certificate:
        raise BadInput(_("A manager has still to certify your new keys."))
    packed = open_envelope(
        actor.keys.box.private, bytes(worker.next_keys), _binding(worker.ref)
    )
    kept = bytes(worker.next_certificate)
    return WorkerKeys.unpack(packed), Signed(kept[SIGNATURE:], kept[:SIGNATURE])


def take_up(
    actor: Actor, worker: Worker, keys: WorkerKeys, ring: bytes, *, now: datetime
) -> tuple[Row, list[Change]]:
    """Put the new keys in the old ones' place and re-wrap one's own grants to them.

    In a four-eyes compartment the new wrap waits for another member's signature.

    Raises CertificateBroken when the certificate is not for these keys.
    """
    _keys, signed = next_keys(actor, worker)
    said = peek(signed, Certificate)
    held = _open_all(actor)
    row = store(worker, signed, said, now=now)
    keep_keys(worker, keys, ring, now=now)
    certificate = Book([worker.ref]).current(worker, now=now)
    renewed = Actor(worker, keys, signed, certificate, actor.session_id)
    changes: list[Change] = []
    for opened, grant in held:
        changes += _rewrap(actor, renewed, opened, grant, now=now)
    return row, changes


def _open_all(actor: Actor) -> list[tuple[Opened, Grant]]:
    rows = Grant.objects.filter(worker_id=actor.worker_id, withdrawn_at=None)
    refs = sorted(set(rows.values_list("compartment_id", flat=True)))
    actor.open_compartments(refs)
    found = []
    for ref in refs:
        try:
            opened = actor.opened(ref)
        except NotFound:
            continue
        found.append((opened, opened.roster.grants[actor.ref]))
    return found


def _rewrap(
    old: Actor, renewed: Actor, opened: Opened, grant: Grant, *, now: datetime
) -> list[Change]:
    compartment: Compartment = opened.roster.compartment
    number = compartment.epoch
    place = EpochKeys(compartment.ref, compartment.kind, number, opened.of(number))
    draft = draft_grant(
        renewed, place, renewed.statement, now=now, expires_at=grant.expires_at
    )
    plan = Plan(compartment, number, (replace(draft, origin=_origin(grant)),))
    return settle(old, plan, None, now=now)


def _origin(grant: Grant) -> Signed | None:
    """Return the grant that another gave: it stays behind every re-wrap."""
    if grant.origin_body:
        return Signed(bytes(grant.origin_body), bytes(grant.origin_signature))
    signed = signed_grant(grant)
    said = peek(signed, GrantStatement)
    return None if said.granted_by == said.member else signed
