"""A promise lives or dies with its action, and is kept until it is delivered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from romdoul.kernel.errors import Unrecorded
from romdoul.ledger import outbox
from romdoul.ledger.events import Event
from romdoul.ledger.models import Outbox
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@action()
def promise(actor: str, *, ref: str, fail: bool = False) -> None:
    record(actor, Event.REPORT_ANSWERED, ref)
    outbox.enqueue("answer", ref, b"sealed")
    if fail:
        raise ZeroDivisionError


@action(Store.INBOX)
def promise_elsewhere(actor: str) -> None:
    record(actor, Event.REPORT_RECEIVED, "R-1")
    outbox.enqueue("answer", "R-1")


def waiting() -> list[str]:
    return [delivery.ref for delivery in outbox.pending()]


def test_what_an_action_promised_waits_in_its_order() -> None:
    promise("W-1", ref="M-2")
    promise("W-1", ref="M-1")
    assert waiting() == ["M-2", "M-1"]
    assert [d.ref for d in outbox.pending(limit=1)] == ["M-2"]


def test_an_action_that_fails_has_promised_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        promise("W-1", ref="M-1", fail=True)
    assert not Outbox.objects.exists()


def test_only_an_action_on_casework_promises() -> None:
    with pytest.raises(Unrecorded):
        promise_elsewhere("jobs")
    with pytest.raises(Unrecorded):
        outbox.enqueue("answer", "M-1")
    assert not Outbox.objects.exists()


def test_what_is_delivered_waits_no_more_and_keeps_no_payload() -> None:
    promise("W-1", ref="M-1")
    outbox.mark_done(outbox.pending()[0])
    assert waiting() == []
    row = Outbox.objects.get()
    assert row.done_at is not None
    assert bytes(row.payload) == b""


def test_what_failed_is_put_off_and_tried_again() -> None:
    promise("W-1", ref="M-1")
    (delivery,) = outbox.pending()
    outbox.mark_failed(delivery)
    assert waiting() == []
    row = Outbox.objects.get()
    assert (row.attempts, bytes(row.payload)) == (1, b"sealed")
    Outbox.objects.update(due_at=NOW - timedelta(seconds=1))
    assert waiting() == ["M-1"]


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [(1, 30), (2, 60), (3, 120), (9, 7680), (11, 21600), (1000, 21600)],
)
def test_each_failure_doubles_the_wait_up_to_six_hours(
    attempts: int, wait: int
) -> None:
    assert outbox.due_again(attempts, now=NOW) == NOW + timedelta(seconds=wait)


def test_what_was_delivered_long_ago_is_forgotten() -> None:
    promise("W-1", ref="M-1")
    promise("W-1", ref="M-2")
    outbox.mark_done(outbox.pending()[0])
    assert outbox.forget_done(NOW - timedelta(days=1)) == 0
    assert outbox.forget_done(timezone.now() + timedelta(days=1)) == 1
    assert waiting() == ["M-2"]
