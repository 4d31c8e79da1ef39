"""What the desks promised reaches its mailbox, once, whatever is cut off."""

import pytest
from django.utils import timezone
from tests.factories.published import announcer, root

from romdoul.actions.deliver_outbox import deliver_pending
from romdoul.actions.public.destroy_mailbox import destroy_mailbox
from romdoul.inbox.models import Mailbox, Message
from romdoul.inbox.outgoing import Answer, Delivery, Repoint
from romdoul.inbox.trust import write_chain
from romdoul.ledger.models import Entry, Outbox
from romdoul.ledger.stores import Store, alias
from romdoul.queries import public
from romdoul.vault.keys import new_box_keys
from romdoul.vault.statements import KeyAnnouncement, sign

pytestmark = pytest.mark.django_db
BOX = "a" * 64


@pytest.fixture(autouse=True)
def box() -> Mailbox:
    root()
    public.forget_published()
    return Mailbox.objects.create(
        id=BOX,
        submission="b" * 32,
        ref="R-1111-2222",
        desk="hotline",
        compartment="K-hotline",
        public_key=bytes(32),
        wrapped=b"RM1" + bytes(10),
        created_on=timezone.localdate(),
    )


def promise(kind: Delivery, payload: bytes, ref: str = BOX) -> Outbox:
    now = timezone.now()
    return Outbox.objects.using(alias(Store.CASEWORK)).create(
        kind=kind, ref=ref, payload=payload, created_at=now, due_at=now
    )


def answer(number: int = 1) -> bytes:
    return Answer(message=f"{number:032x}", sealed=b"RE1" + bytes(300)).pack()


def events() -> list[str]:
    entries = Entry.objects.using(alias(Store.INBOX)).order_by("seq")
    return [f"{entry.actor} {entry.event}" for entry in entries]


def test_an_answer_is_delivered_and_recorded() -> None:
    row = promise(Delivery.ANSWER, answer())
    assert deliver_pending() == 1
    message = Message.objects.get()
    assert (message.direction, message.mailbox_id) == ("out", BOX)
    row.refresh_from_db()
    assert row.done_at is not None
    assert events() == ["jobs report.answered"]


def test_what_was_cut_off_is_delivered_again_and_changes_nothing() -> None:
    row = promise(Delivery.ANSWER, answer())
    deliver_pending()
    # As it stood before it was marked: that is what a crash would have left.
    row.save(using=alias(Store.CASEWORK))
    assert deliver_pending() == 1
    assert Message.objects.count() == 1
    assert events() == ["jobs report.answered"]


def test_a_destroyed_mailbox_takes_no_answer() -> None:
    destroy_mailbox(mailbox=BOX)
    promise(Delivery.ANSWER, answer())
    assert deliver_pending() == 1
    assert not Message.objects.exists()


def test_a_row_that_cannot_be_read_holds_up_no_other() -> None:
    bad = promise(Delivery.ANSWER, b"not a delivery")
    promise(Delivery.ANSWER, answer())
    assert deliver_pending() == 1
    bad.refresh_from_db()
    assert (bad.done_at, bad.attempts) == (None, 1)
    assert Message.objects.count() == 1


def test_other_kinds_are_left_alone() -> None:
    now = timezone.now()
    Outbox.objects.using(alias(Store.CASEWORK)).create(
        kind="case.assigned", ref="C-1", payload=b"", created_at=now, due_at=now
    )
    assert deliver_pending() == 0


def test_a_mailbox_moves_to_its_case_with_the_cases_key() -> None:
    by, case = announcer("manager"), new_box_keys()
    moment = int(timezone.now().timestamp()) - 5
    said = KeyAnnouncement(
        compartment="K-case",
        desk="case",
        epoch=1,
        public_key=case.public,
        valid_from=moment,
        announced_by=by.ref,
        announced_at=moment,
    )
    signed = sign(by.keys.sign, said)
    to = Repoint(
        compartment="K-case",
        epoch=1,
        public_key=case.public,
        announcement=signed.body,
        signature=signed.signature,
        certificates=write_chain([by.certificate]),
    )
    promise(Delivery.REPOINT, to.pack())
    promise(Delivery.REPOINT, to.pack())
    assert deliver_pending() == 2
    moved = public.live_mailbox(BOX)
    assert public.key_of_mailbox(moved).public_key == case.public
    assert events() == ["jobs report.handed_over"]


def test_a_move_with_a_broken_announcement_changes_nothing() -> None:
    to = Repoint(compartment="K-case", epoch=1, announcement=b"{}", signature=b"x")
    row = promise(Delivery.REPOINT, to.pack())
    assert deliver_pending() == 0
    row.refresh_from_db()
    assert row.attempts == 1
    assert Mailbox.objects.get().compartment == "K-hotline"
