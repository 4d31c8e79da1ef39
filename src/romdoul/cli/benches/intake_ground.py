"""Publishes a desk's key for a benchmark's data folder, under a root made for it."""

from django.utils import timezone

from romdoul.cli.answer import say
from romdoul.inbox.publishing import publish
from romdoul.kernel import serverkeys
from romdoul.vault.keys import new_box_keys, new_sign_keys, new_worker_keys
from romdoul.vault.statements import ROOT, Certificate, KeyAnnouncement, sign

WORKER, COMPARTMENT, EPOCH = "W-BENC-HBEN", "K-BENC-HBEN", 1
DAY = 86_400


def main() -> None:
    """Make a root, a manager it certifies, and the hotline's key that she announces."""
    root, worker, desk = new_sign_keys(), new_worker_keys(), new_box_keys()
    now = int(timezone.now().timestamp()) - 1
    serverkeys.save("root.pub", root.public)
    certificate = Certificate(
        worker=WORKER,
        box_public=worker.box.public,
        sign_public=worker.sign.public,
        roles=("manager",),
        issued_by=ROOT,
        issuer_public=root.public,
        issued_at=now,
        not_after=now + DAY,
        serial="S-BENC-HBEN",
    )
    announcement = KeyAnnouncement(
        compartment=COMPARTMENT,
        desk="hotline",
        epoch=EPOCH,
        public_key=desk.public,
        valid_from=now,
        announced_by=WORKER,
        announced_at=now,
    )
    signed = sign(worker.sign, announcement)
    publish(signed, [sign(root, certificate)], now=timezone.now())
    say(f"{COMPARTMENT} {EPOCH} {desk.public.hex()}")
