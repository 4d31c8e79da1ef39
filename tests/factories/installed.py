"""People at work in an installation on disk: ``python -m tests.factories.installed``.

``make`` lets something stand of everything that can be erased, ``erase`` erases it;
both say as JSON what they did. Run under the console's settings of an installation
that ``tests.factories.installation`` has set up.
"""

import json
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "romdoul.config.settings.console"
django.setup()

from tests.factories.desk import case, file_report, person  # noqa: E402
from tests.factories.installation import PASSWORD  # noqa: E402
from tests.factories.organisation import Organisation  # noqa: E402

from romdoul.actions.deliver_outbox import deliver_pending  # noqa: E402
from romdoul.actions.erasures import erase_participant  # noqa: E402
from romdoul.actions.participants import change_participant  # noqa: E402
from romdoul.actions.public.destroy_mailbox import destroy_mailbox  # noqa: E402
from romdoul.actions.public.open_mailbox import open_mailbox  # noqa: E402
from romdoul.actions.reports_answer import answer_report  # noqa: E402
from romdoul.actions.reports_collect import collect_reports  # noqa: E402
from romdoul.actions.staff_people import worker_leaves  # noqa: E402
from romdoul.cases.codes import ErasureRule  # noqa: E402
from romdoul.cases.documents import Name, ParticipantDocument  # noqa: E402
from romdoul.cases.models import Participant, RecordVersion  # noqa: E402
from romdoul.inbox.models import Envelope, Mailbox, Message, PublishedKey  # noqa: E402
from romdoul.ledger.models import Outbox  # noqa: E402
from romdoul.matching.models import Token  # noqa: E402
from romdoul.staff.actor import actor_for  # noqa: E402
from romdoul.staff.models import Grant, Worker  # noqa: E402
from romdoul.staff.passwords import open_ring  # noqa: E402
from romdoul.vault.keys import new_box_keys  # noqa: E402

MAILBOX = "ab" * 32
LEAVES = "manager-2"


def people() -> Organisation:
    workers = {row.username: row for row in Worker.objects.exclude(keyring=b"")}
    actors = {
        name: actor_for(row, open_ring(row, PASSWORD)) for name, row in workers.items()
    }
    return Organisation(actors, workers, {})


def make() -> dict[str, object]:
    org = people()
    opened = case(org, lead="manager-1", members=(LEAVES,))
    kept = person(org, opened, "Sok Dara", by="manager-1")
    made = person(org, opened, "Chan Sophea", by="manager-1", phones=("012 345 678",))
    document = ParticipantDocument(names=(Name(text="Chan Sophy"),))
    manager = org.actor("manager-1")
    change_participant(manager, ref=made.ref, version=1, document=document)
    ref = _report()
    collect_reports(manager)
    answer_report(manager, ref=ref, text="We have read it.")
    deliver_pending()
    answer_report(manager, ref=ref, text="We shall call.")
    return {
        "person": made.ref,
        "kept": kept.ref,
        "worker": org.worker(LEAVES).ref,
        "stands": [piece.hex() for blob in _blobs(made.ref) for piece in _pieces(blob)],
        "stays": [piece.hex() for piece in _pieces(bytes(kept.sealed))],
    }


def erase() -> dict[str, object]:
    org = people()
    person_ref = RecordVersion.objects.get(table="cases_participant").ref
    erase_participant(
        org.actor("manager-1"),
        ref=person_ref,
        rule=ErasureRule.OWN_REQUEST,
        reason="Grown up, and asked.",
    )
    destroy_mailbox(mailbox=MAILBOX)
    worker_leaves(org.actor("manager-1"), ref=org.worker(LEAVES).ref)
    return {}


def _report() -> str:
    ref = file_report(PublishedKey.objects.get(desk="hotline"))
    open_mailbox(
        submission=Envelope.objects.get(ref=ref).id,
        mailbox=MAILBOX,
        public_key=new_box_keys().public,
        wrapped=b"RM1" + secrets.token_bytes(80),
    )
    return ref


def _blobs(ref: str) -> Iterator[bytes]:
    """Yield every ciphertext, key and token that is to be gone."""
    row, version = Participant.objects.get(ref=ref), RecordVersion.objects.get(ref=ref)
    box, leaves = Mailbox.objects.get(), Worker.objects.get(username=LEAVES)
    yield from (row.sealed, row.data_key, version.sealed, version.data_key)
    yield from Token.objects.filter(ref=ref).values_list("token", flat=True)
    yield from (box.wrapped, box.public_key)
    yield from Message.objects.filter(direction="out").values_list("sealed", flat=True)
    yield from Outbox.objects.exclude(payload=b"").values_list("payload", flat=True)
    yield leaves.keyring
    yield from Grant.objects.filter(worker=leaves).values_list("wrapped", flat=True)


def _pieces(blob: bytes) -> Iterator[bytes]:
    """Yield short pieces of a blob: SQLite parts a long one between pages."""
    blob = bytes(blob)
    if len(blob) <= 32:
        yield blob
    for at in range(len(blob) // 4, len(blob) - 24, max(200, len(blob) // 4)):
        yield blob[at : at + 24]


if __name__ == "__main__":
    done = {"make": make, "erase": erase}[sys.argv[1]]()
    Path(sys.argv[2]).write_text(json.dumps(done))
