"""Where the database takes one writer at a time, a process's own queue for it."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from romdoul.ledger import turns
from romdoul.ledger.stores import Store, alias
from romdoul.ledger.turns import turn

pytestmark = pytest.mark.django_db(databases="__all__")
WAIT = 0.05


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Wait briefly, and leave no turn taken."""
    monkeypatch.setattr(turns, "WAIT_SECONDS", WAIT)
    yield
    assert all(free(store) for store in Store)


def free(store: Store) -> bool:
    return not turns._turns[store].locked()


def only_one_writer() -> bool:
    return connections[alias(Store.INBOX)].vendor == "sqlite"


def in_another_thread(store: Store) -> bool:
    """Take the turn in another thread; tell whether it was free there."""

    def take() -> bool:
        was_free = free(store)
        with turn(store):
            return was_free

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(take).result()


def test_a_turn_is_held_for_as_long_as_the_block_runs() -> None:
    with turn(Store.INBOX):
        assert free(Store.INBOX) is not only_one_writer()
    assert free(Store.INBOX)


def test_the_next_in_the_queue_begins_when_the_turn_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not only_one_writer():
        pytest.skip("this database takes many writers")
    monkeypatch.setattr(turns, "WAIT_SECONDS", 30.0)
    said: list[str] = []
    waits = threading.Event()

    def second() -> None:
        waits.set()
        with turn(Store.INBOX):
            said.append("second")

    with ThreadPoolExecutor(1) as pool:
        with turn(Store.INBOX):
            done = pool.submit(second)
            assert waits.wait(30)
            said.append("first")
        done.result()
    assert said == ["first", "second"]


def test_a_store_does_not_wait_for_another() -> None:
    with turn(Store.INBOX):
        assert in_another_thread(Store.CASEWORK)


def test_a_turn_ends_with_an_error_too() -> None:
    with pytest.raises(ZeroDivisionError), turn(Store.INBOX):
        raise ZeroDivisionError
    assert free(Store.INBOX)


def test_who_waited_long_enough_is_left_to_the_database() -> None:
    with turn(Store.INBOX):
        assert in_another_thread(Store.INBOX) is not only_one_writer()
        # Nor has the one who waited in vain given up a turn that was not theirs.
        assert free(Store.INBOX) is not only_one_writer()
