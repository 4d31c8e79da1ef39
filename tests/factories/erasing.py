"""Everything that can be erased: made, erased, and put back as a backup would."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Model
from tests.factories.desk import case, person, send_report
from tests.factories.organisation import Organisation

from romdoul.actions.deliver_outbox import deliver_pending
from romdoul.actions.erasures import erase_participant
from romdoul.actions.participants import change_participant
from romdoul.actions.public.destroy_mailbox import destroy_mailbox
from romdoul.actions.reports_answer import answer_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.staff_people import worker_leaves
from romdoul.cases.codes import ErasureRule
from romdoul.cases.documents import Name, ParticipantDocument
from romdoul.cases.models import Erasure, Participant, RecordVersion, Seat
from romdoul.inbox.models import Mailbox, Message
from romdoul.ledger.events import Event
from romdoul.matching.models import Token
from romdoul.staff.models import Certificate, Escrow, Grant, Worker

TABLES: tuple[type[Model], ...] = (
    Participant,
    RecordVersion,
    Seat,
    Token,
    Mailbox,
    Message,
    Worker,
    Certificate,
    Grant,
    Escrow,
    Authenticator,
)


@dataclass(frozen=True)
class Erasable:
    """Something that stands: its reference, what erases it, and whether it is gone."""

    ref: str
    erase: Callable[[], object]
    is_gone: Callable[[], bool]


def a_person(org: Organisation) -> Erasable:
    opened = case(org)
    made = person(org, opened, "Chan Sophea", phones=("012 345 678",))
    document = ParticipantDocument(names=(Name(text="Chan Sophy"),))
    change_participant(org.legal, ref=made.ref, version=1, document=document)

    def erase() -> None:
        erase_participant(
            org.casemanager, ref=made.ref, rule=ErasureRule.OWN_REQUEST, reason="Asked."
        )

    def is_gone() -> bool:
        made.refresh_from_db()
        kept = (
            RecordVersion.objects.filter(ref=made.ref),
            Token.objects.filter(ref=made.ref),
            Erasure.objects.filter(done_at=None),
        )
        empty = not bytes(made.sealed) and not bytes(made.data_key)
        return empty and not any(rows.exists() for rows in kept)

    return Erasable(made.ref, erase, is_gone)


def a_mailbox(org: Organisation) -> Erasable:
    sent = send_report(org, mailbox=True)
    collect_reports(org.counsellor)
    answer_report(org.counsellor, ref=sent.ref, text="We have read it.")
    deliver_pending()
    ref = sent.mailbox.id

    def is_gone() -> bool:
        box = Mailbox.objects.get(id=ref)
        opens = bytes(box.wrapped) or bytes(box.public_key)
        return not opens and not box.messages.filter(direction="out").exists()

    return Erasable(ref, lambda: destroy_mailbox(mailbox=ref), is_gone)


def a_worker(org: Organisation) -> Erasable:
    ref = org.worker("legal").ref
    case(org)
    Authenticator.objects.create(user=org.worker("legal"), type="totp", data={})

    def is_gone() -> bool:
        worker = Worker.objects.get(ref=ref)
        kept = (
            worker.grants.exclude(wrapped=b""),
            Seat.objects.filter(worker=worker),
            worker.certificates.filter(revoked_at=None),
            Escrow.objects.filter(subject=ref),
            Authenticator.objects.filter(user=worker),
        )
        opens = bytes(worker.keyring) or worker.is_active
        return not opens and not any(rows.exists() for rows in kept)

    return Erasable(ref, lambda: worker_leaves(org.admin, ref=ref), is_gone)


ERASABLE: dict[Event, Callable[[Organisation], Erasable]] = {
    Event.PARTICIPANT_ERASED: a_person,
    Event.RECORD_ERASED: a_mailbox,
    Event.WORKER_LEFT: a_worker,
}
"""One of each kind that an event of ``ledger.events.ERASURES`` speaks of."""


@dataclass(frozen=True)
class Copied:
    """The rows of the tables in which something can be erased, as they stood."""

    rows: list[Model]

    def put_back(self) -> None:
        """Put every row back as it stood, as a restored backup does."""
        for row in self.rows:
            row.save()


def copied() -> Copied:
    """Copy what stands now."""
    return Copied(
        [row for table in TABLES for row in table._default_manager.order_by("pk")]
    )
