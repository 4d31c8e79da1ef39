"""Desks' keys as the desks publish them, without any desk: a chain of statements."""

from dataclasses import dataclass
from functools import cache

from django.utils import timezone

from romdoul.inbox import publishing
from romdoul.inbox.models import PublishedKey
from romdoul.kernel import serverkeys
from romdoul.kernel.refs import new_ref
from romdoul.queries import public
from romdoul.vault.keys import (
    CompartmentKeys,
    SignKeys,
    WorkerKeys,
    new_compartment_keys,
    new_sign_keys,
    new_worker_keys,
)
from romdoul.vault.statements import ROOT, Certificate, KeyAnnouncement, Signed, sign


@cache
def root() -> SignKeys:
    """Return the root of every organisation in this run."""
    if serverkeys.exists("root.pub"):
        return SignKeys.of(serverkeys.load("offline/root.key"))
    made = new_sign_keys()
    serverkeys.save("root.pub", made.public)
    serverkeys.save("offline/root.key", made.seed.reveal())
    return made


@dataclass(frozen=True)
class Announcer:
    """Somebody certified by the root, who may announce keys."""

    ref: str
    keys: WorkerKeys
    certificate: Signed


def announcer(
    *roles: str, signed_by: SignKeys | None = None, days: int = 30
) -> Announcer:
    """Return a worker with a certificate of the root, or of another key."""
    issuer, keys, ref = signed_by or root(), new_worker_keys(), new_ref("W")
    now = int(timezone.now().timestamp())
    certificate = Certificate(
        worker=ref,
        box_public=keys.box.public,
        sign_public=keys.sign.public,
        roles=roles or ("manager",),
        issued_by=ROOT,
        issuer_public=issuer.public,
        issued_at=now - 60,
        not_after=now + days * 86400,
        serial=new_ref("S"),
    )
    return Announcer(ref, keys, sign(issuer, certificate))


@dataclass(frozen=True)
class Published:
    """A published key and what a member would open with."""

    row: PublishedKey
    keys: CompartmentKeys


def publish(
    desk: str = "hotline",
    *,
    compartment: str = "",
    epoch: int = 1,
    by: Announcer | None = None,
) -> Published:
    """Publish a key for a desk, and let the public side notice at once."""
    by, keys, now = by or announcer(), new_compartment_keys(), timezone.now()
    name = compartment or f"K-{desk}"
    announced = KeyAnnouncement(
        compartment=name,
        desk=desk,
        epoch=epoch,
        public_key=keys.box.public,
        valid_from=int(now.timestamp()) - 60,
        announced_by=by.ref,
        announced_at=int(now.timestamp()) - 60,
    )
    signed = sign(by.keys.sign, announced)
    publishing.publish(signed, [by.certificate], now=now)
    row = PublishedKey.objects.get(compartment=name, epoch=epoch)
    public.forget_published()
    return Published(row, keys)
