"""Reports as they come in, and cases as they begin, through the actions themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex

from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories.ledger import (
    events,  # noqa: F401 - asked for here
    last_entry,  # noqa: F401 - asked for here
)
from tests.factories.organisation import Organisation

from romdoul.actions.cases_open import open_case
from romdoul.actions.participants import add_participant
from romdoul.actions.proposals import confirm_outcome, propose_outcome
from romdoul.actions.public.receive_report import receive_report
from romdoul.actions.reports_collect import collect_reports
from romdoul.cases.codes import Priority, Role
from romdoul.cases.documents import Name, ParticipantDocument
from romdoul.cases.models import Case, Participant, Report, Transition
from romdoul.inbox.bindings import (
    attachment_binding,
    envelope_binding,
    message_binding,
)
from romdoul.inbox.codes import Desk, Kind
from romdoul.inbox.codes import Priority as Urgency
from romdoul.inbox.content import MessageContent, ReportContent, Voice
from romdoul.inbox.models import Attachment, Envelope, Mailbox, Message, PublishedKey
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.stores import Store, alias
from romdoul.queries.public import forget_published
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment
from romdoul.vault.keys import BoxKeys, new_box_keys, new_key
from romdoul.vault.sealing import seal_attachment, seal_to


@dataclass(frozen=True)
class Sent:
    """A report that a stranger has sent, and the mailbox's keys if there is one."""

    envelope: Envelope
    content: ReportContent
    box: BoxKeys | None = None

    @property
    def ref(self) -> str:
        return self.envelope.ref

    @property
    def mailbox(self) -> Mailbox:
        return Mailbox.objects.get(submission=self.envelope.id)


def send_report(
    org: Organisation,
    kind: CompartmentKind = CompartmentKind.HOTLINE,
    *,
    mailbox: bool = False,
    voice: bytes = b"",
    priority: Priority = Priority.MEDIUM,
    **fields: object,
) -> Sent:
    """Put a sealed report into the inbox."""
    desk = org.compartment(kind)
    public = bytes(desk.epochs.get(number=desk.epoch).public_key)
    submission, attachment, key = token_hex(16), token_hex(16), new_key()
    said = {"text": "A neighbour is worried.", "kind": Kind.CONCERN_FOR_CHILD} | fields
    if voice:
        said["voice"] = Voice(
            attachment=attachment,
            key=key.reveal().hex(),
            type="audio/webm",
            format="RA1",
            seconds=4,
        )
    content = ReportContent(id=submission, **said)
    envelope = Envelope.objects.create(
        id=submission,
        ref=new_ref("R"),
        desk=kind.value,
        compartment=desk.ref,
        epoch=desk.epoch,
        priority=priority.value,
        received_at=quarter_hour(timezone.now()),
        sealed=seal_to(
            public, content.plain(), envelope_binding(submission, desk.ref, desk.epoch)
        ),
    )
    if voice:
        binding = attachment_binding(attachment, desk.ref, desk.epoch)
        sealed = seal_attachment(key, voice, binding)
        Attachment.objects.create(
            id=attachment, envelope=envelope, sealed=sealed, size=len(sealed)
        )
    return Sent(envelope, content, _mailbox(envelope) if mailbox else None)


def file_report(key: PublishedKey) -> str:
    """File a report as the public form does, on the ledger; return its reference."""
    # For a moment the public side still knows the keys of the test before.
    forget_published()
    submission = token_hex(16)
    content = ReportContent(id=submission, kind=Kind.OTHER, text="Somebody needs help.")
    binding = envelope_binding(submission, key.compartment, key.epoch)
    return receive_report(
        submission=submission,
        desk=Desk(key.desk),
        compartment=key.compartment,
        epoch=key.epoch,
        priority=Urgency.HIGH,
        sealed=seal_to(bytes(key.public_key), content.plain(), binding),
    )


def _mailbox(envelope: Envelope) -> BoxKeys:
    keys = new_box_keys()
    Mailbox.objects.create(
        id=token_hex(32),
        submission=envelope.id,
        ref=envelope.ref,
        desk=envelope.desk,
        compartment=envelope.compartment,
        public_key=keys.public,
        wrapped=b"RM1",
        created_on=timezone.localdate(),
    )
    return keys


def write_back(sent: Sent, text: str, *, to: str = "") -> Message:
    """Put a message of the reporter into the inbox, sealed to a compartment."""
    place = Compartment.objects.get(ref=to or sent.envelope.compartment)
    public = bytes(place.epochs.get(number=place.epoch).public_key)
    name = token_hex(16)
    return Message.objects.create(
        id=name,
        mailbox=sent.mailbox,
        direction="in",
        compartment=place.ref,
        epoch=place.epoch,
        sealed=seal_to(
            public,
            MessageContent(text=text).plain(),
            message_binding(name, place.ref, place.epoch),
        ),
        created_at=quarter_hour(timezone.now() + timedelta(minutes=15)),
    )


def report(org: Organisation, **fields: object) -> tuple[Sent, Report]:
    """Send a report and let its desk collect it."""
    sent = send_report(org, **fields)
    kind = sent.envelope.desk
    collect_reports(org.counsellor if kind == "hotline" else org.focal)
    return sent, Report.objects.get(ref=sent.ref)


def case(
    org: Organisation,
    *,
    lead: str = "casemanager",
    members: tuple[str, ...] = ("investigator", "legal"),
    title: str = "A family near the river",
) -> Case:
    """Open a case led by whoever opens it."""
    return open_case(
        org.actor(lead),
        title=title,
        lead=org.worker(lead).ref,
        members=[org.worker(name).ref for name in members],
        reason="Seen by an outreach worker.",
    )


def person(
    org: Organisation,
    of: Case,
    *names: str,
    by: str = "casemanager",
    role: Role = Role.CHILD,
    **fields: object,
) -> Participant:
    """Add a person to a case."""
    document = ParticipantDocument(names=tuple(Name(text=n) for n in names), **fields)
    return add_participant(org.actor(by), ref=of.ref, role=role, document=document)


def asked_to_erase(ref: str) -> str:
    """Return the proposal to erase a person that waits for a second person."""
    waits = Transition.objects.filter(kind="erase", status="pending")
    return waits.get(participant__ref=ref).ref


def found_unfounded(org: Organisation, ref: str) -> None:
    """Let two people find an allegation unfounded."""
    asked = propose_outcome(org.casemanager, ref=ref, reason="Checked.")
    confirm_outcome(org.casemanager2, ref=asked.ref, reason="Checked again.")


def statements(function: Callable[[], object]) -> int:
    """Return how many statements a call sends to all the databases."""
    with (
        CaptureQueriesContext(connections[alias(Store.CASEWORK)]) as casework,
        CaptureQueriesContext(connections[alias(Store.INBOX)]) as inbox,
    ):
        function()
    return len(casework) + len(inbox)
