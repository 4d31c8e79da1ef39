"""No action without its entry, and no entry without its action."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone

from romdoul.kernel.errors import Refused, Unrecorded
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry, Outbox
from romdoul.ledger.outbox import enqueue
from romdoul.ledger.recording import (
    action,
    nothing_to_record,
    record,
    record_changes,
    record_opening,
    record_openings,
)
from romdoul.ledger.stores import Store, alias
from romdoul.vault.sealing import digest

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Person:
    ref: str = "W-1111-2222"


@dataclass(frozen=True)
class Step:
    event: str
    refs: tuple[str, ...]
    compartment: str = ""
    sealed: bytes | None = None


ACTOR = Person()
NOW = timezone.now()


@action()
def promise(actor: Person, *, ref: str, refuse: bool = False) -> str:
    """Change something (a row of the outbox), record it, and perhaps be refused."""
    record(actor, Event.CASE_CHANGED, ref, compartment="K-1", sealed=b"sealed")
    enqueue("try", ref)
    if refuse:
        raise Refused("case:write", ref)
    return ref


@action()
def forget_to_record(_actor: Person) -> None:
    Outbox.objects.create(kind="try", ref="x", payload=b"", created_at=NOW, due_at=NOW)


@action()
def find_it_done(_actor: Person) -> None:
    nothing_to_record()


@action()
def call_another(actor: Person) -> None:
    record(actor, Event.CASE_CHANGED, "C-1")
    promise(actor, ref="C-2")


@action()
def take_steps(actor: Person) -> None:
    record_opening(actor, ["C-1", "C-2"], "K-1")
    record_changes(actor, [Step("grant.given", ("W-2",), "K-1", b"wrap")])


@action(Store.INBOX)
def come_in(*, ref: str) -> None:
    record("public", Event.REPORT_RECEIVED, ref, compartment="K-2", sealed=b"report")


def entries(store: Store = Store.CASEWORK) -> list[Entry]:
    return list(Entry.objects.using(alias(store)).order_by("seq"))


def test_an_action_returns_its_result_and_stands_on_the_ledger() -> None:
    assert promise(ACTOR, ref="C-1") == "C-1"
    (entry,) = entries()
    assert (entry.seq, entry.actor, entry.event) == (1, ACTOR.ref, "case.changed")
    assert (entry.refs, entry.compartment) == ("C-1", "K-1")
    assert bytes(entry.content) == digest(b"sealed")
    assert Outbox.objects.count() == 1
    assert not entries(Store.INBOX)


def test_a_refused_action_changes_nothing_and_its_refusal_is_recorded() -> None:
    with pytest.raises(Refused):
        promise(ACTOR, ref="C-1", refuse=True)
    (entry,) = entries()
    assert (entry.actor, entry.event) == (ACTOR.ref, "action.refused")
    assert entry.refs == "case:write C-1"
    assert not Outbox.objects.exists()


def test_an_action_that_records_nothing_is_rolled_back() -> None:
    with pytest.raises(Unrecorded):
        forget_to_record(ACTOR)
    assert not Outbox.objects.exists()
    assert not entries()


def test_an_action_that_fails_leaves_no_entry() -> None:
    @action()
    def fail(actor: Person) -> None:
        record(actor, Event.CASE_CHANGED, "C-1")
        enqueue("try", "C-1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail(ACTOR)
    assert not Outbox.objects.exists()
    assert not entries()


def test_work_found_done_needs_no_entry() -> None:
    find_it_done(ACTOR)
    assert not entries()


def test_an_action_inside_another_is_an_error_and_neither_happens() -> None:
    with pytest.raises(RuntimeError, match="inside another"):
        call_another(ACTOR)
    assert not entries()
    assert not Outbox.objects.exists()
    assert promise(ACTOR, ref="C-3") == "C-3"


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_an_action_inside_a_transaction_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        promise(ACTOR, ref="C-1")
    assert not entries()


def test_what_is_recorded_outside_an_action_is_refused() -> None:
    with pytest.raises(Unrecorded):
        record(ACTOR, Event.CASE_CHANGED, "C-1")
    with pytest.raises(Unrecorded):
        nothing_to_record()
    with pytest.raises(Unrecorded):
        enqueue("try", "C-1")


def test_an_opening_stands_before_anything_is_decrypted() -> None:
    record_opening(ACTOR, ["C-1", "P-2"], "K-1")
    (entry,) = entries()
    assert (entry.event, entry.refs) == ("record.opened", "C-1 P-2")
    assert not entry.content


def test_openings_of_several_compartments_are_an_entry_each() -> None:
    record_openings(ACTOR, {"K-1": ["C-1", "P-2"], "K-2": ["C-3"]})
    assert [(e.compartment, e.refs) for e in entries()] == [
        ("K-1", "C-1 P-2"),
        ("K-2", "C-3"),
    ]


def test_the_steps_of_an_action_are_recorded_in_their_order() -> None:
    take_steps(ACTOR)
    opened, given = entries()
    assert (opened.event, opened.refs) == ("record.opened", "C-1 C-2")
    assert (given.event, bytes(given.content)) == ("grant.given", digest(b"wrap"))


def test_a_store_keeps_its_own_stream() -> None:
    come_in(ref="R-1")
    (entry,) = entries(Store.INBOX)
    assert entry.actor == "public"
    assert not entries()


def test_what_the_public_does_is_timed_to_the_quarter_hour() -> None:
    come_in(ref="R-1")
    promise(ACTOR, ref="C-1")
    (public,), (staff,) = entries(Store.INBOX), entries()
    assert public.at % (15 * 60 * 1_000_000) == 0
    assert 0 <= staff.at - public.at < 16 * 60 * 1_000_000


@pytest.mark.parametrize("refs", [("C-1 C-2",), ("",), (" ",), ("C-1\n",)])
def test_a_reference_is_one_word(refs: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="reference"):
        _record_once(refs, None)
    assert not entries()


@pytest.mark.parametrize("refs", [(), ("C-1", "C-2")])
def test_a_ciphertext_belongs_to_one_reference(refs: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        _record_once(refs, b"sealed")
    assert not entries()


@action()
def _record_once(refs: tuple[str, ...], sealed: bytes | None) -> None:
    record("system", Event.CASE_CHANGED, *refs, sealed=sealed)
