"""What the public may do: allowed, refused, recorded, rolled back."""

import secrets
from collections.abc import Iterator

import pytest
from django.utils import timezone
from tests.factories.published import Published, publish, root

from romdoul.actions.public import open_mailbox as opening
from romdoul.actions.public.destroy_mailbox import destroy_mailbox
from romdoul.actions.public.open_mailbox import open_mailbox
from romdoul.actions.public.receive_report import receive_report
from romdoul.actions.public.write_message import WAITING_MAX, write_message
from romdoul.inbox.bindings import envelope_binding
from romdoul.inbox.codes import Desk, Priority
from romdoul.inbox.incoming import ATTACHMENT_MAX, Incoming, SealedVoice
from romdoul.inbox.models import Attachment, Envelope, Mailbox, Message
from romdoul.inbox.trust import NoKey
from romdoul.kernel.errors import BadInput, Conflict, NotFound
from romdoul.ledger.models import Entry
from romdoul.ledger.stores import Store, alias
from romdoul.queries import public
from romdoul.vault.sealing import digest, seal_to

pytestmark = pytest.mark.django_db
BOX = "c" * 64
WRAPPED = b"RM1" + bytes(99)


@pytest.fixture(autouse=True)
def hotline(db: None) -> Iterator[Published]:
    root()
    yield publish("hotline")
    public.forget_published()


def report(hotline: Published, **other: object) -> Incoming:
    submission, row = secrets.token_hex(16), hotline.row
    binding = envelope_binding(submission, row.compartment, row.epoch)
    made: dict[str, object] = {
        "submission": submission,
        "desk": Desk.HOTLINE,
        "compartment": row.compartment,
        "epoch": row.epoch,
        "priority": Priority.HIGH,
        "sealed": seal_to(bytes(row.public_key), b"{}", binding),
    }
    return Incoming(**(made | other))  # type: ignore[typeddict-item]


def recorded(event: str) -> list[Entry]:
    rows = Entry.objects.using(alias(Store.INBOX)).filter(event=event, actor="public")
    return list(rows.order_by("seq"))


def write(message: str = "d" * 32, **other: object) -> None:
    given: dict[str, object] = {
        "mailbox": BOX,
        "message": message,
        "compartment": "K-hotline",
        "epoch": 1,
        "sealed": b"RE1" + bytes(400),
    }
    write_message(**(given | other))  # type: ignore[arg-type]


@pytest.fixture
def box(hotline: Published) -> Mailbox:
    submission = secrets.token_hex(16)
    receive_report(**report(hotline, submission=submission))
    open_mailbox(
        submission=submission, mailbox=BOX, public_key=bytes(32), wrapped=WRAPPED
    )
    return Mailbox.objects.get()


def test_a_report_is_stored_and_recorded_with_its_ciphertext(
    hotline: Published,
) -> None:
    given = report(hotline)
    ref = receive_report(**given)
    [entry] = recorded("report.received")
    assert (entry.refs, bytes(entry.content)) == (ref, digest(given["sealed"]))


def test_a_voice_has_an_entry_of_its_own(hotline: Published) -> None:
    voice = SealedVoice("e" * 32, b"RF1" + bytes(4_000))
    ref = receive_report(**report(hotline, attachment=voice))
    assert [entry.refs for entry in recorded("report.received")] == [ref, voice.id]


@pytest.mark.parametrize(
    "voice",
    [
        SealedVoice("e" * 32, b"OggS" + bytes(100)),
        SealedVoice("short", b"RF1" + bytes(100)),
        SealedVoice("e" * 32, b"RA1" + bytes(ATTACHMENT_MAX)),
    ],
    ids=["plain", "id", "long"],
)
def test_a_voice_that_is_none_takes_its_report_back_with_it(
    hotline: Published, voice: SealedVoice
) -> None:
    with pytest.raises(BadInput):
        receive_report(**report(hotline, attachment=voice))
    assert not Envelope.objects.exists()
    assert not Attachment.objects.exists()
    assert not recorded("report.received")


def test_plain_words_are_never_stored(hotline: Published) -> None:
    with pytest.raises(BadInput):
        receive_report(**report(hotline, sealed=b"plain words"))
    assert not Envelope.objects.exists()


def test_a_report_to_a_key_that_is_not_the_desks_is_refused(hotline: Published) -> None:
    for wrong in ({"epoch": 9}, {"compartment": "K-x"}, {"desk": Desk.SAFEGUARDING}):
        with pytest.raises(NoKey):
            receive_report(**report(hotline, **wrong))
    assert not Envelope.objects.exists()
    assert not recorded("report.received")


def test_a_mailbox_is_opened_once_for_a_report(box: Mailbox) -> None:
    again = {"submission": box.submission, "public_key": bytes(32), "wrapped": WRAPPED}
    assert open_mailbox(mailbox=BOX, **again) == box.ref
    with pytest.raises(Conflict):
        open_mailbox(mailbox="f" * 64, **again)
    [entry] = recorded("mailbox.opened")
    assert bytes(entry.content) == digest(WRAPPED)


def test_a_mailbox_for_no_report_is_not_opened() -> None:
    with pytest.raises(NotFound):
        open_mailbox(
            submission="a" * 32, mailbox=BOX, public_key=bytes(32), wrapped=WRAPPED
        )
    assert not Mailbox.objects.exists()


def test_a_mailbox_without_its_entry_does_not_exist(
    hotline: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = secrets.token_hex(16)
    receive_report(**report(hotline, submission=submission))

    def fails(*_words: object, **_more: object) -> None:
        raise RuntimeError("the ledger is full")

    monkeypatch.setattr(opening, "record", fails)
    with pytest.raises(RuntimeError):
        open_mailbox(
            submission=submission, mailbox=BOX, public_key=bytes(32), wrapped=WRAPPED
        )
    assert not Mailbox.objects.exists()


def test_a_message_is_stored_once_and_recorded(box: Mailbox) -> None:
    write()
    write()
    assert Message.objects.count() == 1
    assert [entry.refs for entry in recorded("report.message_received")] == ["d" * 32]


def test_a_message_is_refused_where_nobody_could_read_it(box: Mailbox) -> None:
    for wrong in ({"epoch": 7}, {"compartment": "K-case"}):
        with pytest.raises(NoKey):
            write(**wrong)
    with pytest.raises(BadInput):
        write(sealed=b"plain words")
    with pytest.raises(NotFound):
        write(mailbox="0" * 64)
    assert not Message.objects.exists()


def test_too_many_unread_messages_wait_for_an_answer(box: Mailbox) -> None:
    for number in range(WAITING_MAX):
        write(f"{number:032x}")
    with pytest.raises(BadInput):
        write("f" * 32)
    assert Message.objects.count() == WAITING_MAX


def test_a_destroyed_mailbox_keeps_no_key_and_no_answer_but_what_the_desk_waits_for(
    box: Mailbox,
) -> None:
    write()
    sent = timezone.now()
    box.messages.create(id="b" * 32, direction="out", sealed=b"RE1", created_at=sent)
    destroy_mailbox(mailbox=BOX)
    left = Mailbox.objects.get()
    assert (bytes(left.wrapped), bytes(left.public_key)) == (b"", b"")
    assert [row.direction for row in Message.objects.all()] == ["in"]
    assert recorded("mailbox.destroyed")[0].refs == box.ref
    with pytest.raises(NotFound):
        destroy_mailbox(mailbox=BOX)


def test_the_inbox_ledger_holds_after_all_of_it(box: Mailbox) -> None:
    write()
    destroy_mailbox(mailbox=BOX)
    events = [
        entry.event for entry in Entry.objects.using(alias(Store.INBOX)).order_by("seq")
    ]
    assert events == [
        "report.received",
        "mailbox.opened",
        "report.message_received",
        "mailbox.destroyed",
        "record.erased",
    ]
