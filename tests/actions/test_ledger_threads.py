"""Actions at the same time keep one chain, in the database they will run on."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from tests.factories.ledger import lift_guard

from romdoul.ledger import triggers
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.ledger.recording import action, nothing_to_record, record
from romdoul.ledger.stores import Store, alias
from romdoul.ledger.verify import verify

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
THREADS, TURNS = 4, 25


@action()
def act(actor: str, *, turn: int) -> None:
    record(actor, Event.CASE_CHANGED, f"C-{turn}", sealed=b"%d" % turn)
    record(actor, Event.RECORD_OPENED, f"C-{turn}")


@action()
def do_nothing() -> None:
    nothing_to_record()


def work(thread: int) -> None:
    try:
        for turn in range(TURNS):
            act(f"W-{thread}", turn=turn)
            do_nothing()
    finally:
        connections.close_all()


def test_threads_that_act_at_once_keep_the_chain_whole() -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    report = verify(Store.CASEWORK)
    assert report.ok, report.findings
    assert report.entries == THREADS * TURNS * 2
    entries = Entry.objects.using(alias(Store.CASEWORK)).order_by("seq")
    pairs = list(entries.values_list("actor", "refs"))
    # The entries of one action stand together, however many acted.
    assert pairs[::2] == pairs[1::2]
    for thread in range(THREADS):
        own = [refs for actor, refs in pairs[::2] if actor == f"W-{thread}"]
        assert own == [f"C-{turn}" for turn in range(TURNS)]


@pytest.mark.parametrize("store", Store)
def test_each_store_is_guarded_after_its_migration(store: Store) -> None:
    assert triggers.missing(alias(store)) == []


def test_a_guard_that_is_gone_or_altered_is_missed_and_put_back() -> None:
    here = alias(Store.CASEWORK)
    lift_guard(here)
    assert len(triggers.missing(here)) == len(triggers.wanted(connections[here]))
    triggers.install(here)
    assert triggers.missing(here) == []
    triggers.install(here)
    assert triggers.missing(here) == []


def test_a_guard_that_does_nothing_is_missed() -> None:
    here = alias(Store.CASEWORK)
    connection = connections[here]
    name = "ledger_entry_no_update"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE ledger_entry DISABLE TRIGGER {name}")
        else:
            cursor.execute(triggers.drop(connection, name))
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON ledger_entry"
                " BEGIN SELECT 1; END"
            )
    assert triggers.missing(here) == [name]
    triggers.install(here)
    assert triggers.missing(here) == []
