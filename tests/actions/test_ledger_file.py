"""A byte changed in the file itself, beneath every trigger, on a copy of it."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from romdoul.ledger.checkpoints import sign_due
from romdoul.ledger.events import Event
from romdoul.ledger.findings import Report
from romdoul.ledger.models import Entry
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store, alias
from romdoul.ledger.verify import verify
from romdoul.vault.keys import new_sign_keys

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
COPY = alias(Store.SITE)
ENTRIES = 60
KEYS = new_sign_keys()


@action()
def look(actor: str) -> None:
    for turn in range(ENTRIES):
        record(actor, Event.RECORD_OPENED, f"C-{turn:08}", compartment="K-1234-5678")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a whole copy of a casework store with some entries, in one file."""
    connection = connections[alias(Store.CASEWORK)]
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps a store in one file")
    look("W-1111-2222")
    sign_due(Store.CASEWORK, KEYS.seed, 1, now=timezone.now())
    path = tmp_path / "casework.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return path


@pytest.fixture
def damaged(file: Path) -> Iterator[Path]:
    """Let the casework store of this test be the copy."""
    connection = connections[COPY]
    connection.close()
    there = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(file)
    with override_settings(ROMDOUL_STORES={"casework": COPY}):
        yield file
    connection.close()
    connection.settings_dict["NAME"] = there


def report_on(path: Path, content: bytes) -> Report:
    connections[COPY].close()
    path.write_bytes(content)
    return verify(Store.CASEWORK, public=KEYS.public)


def test_a_copy_of_the_file_holds(damaged: Path) -> None:
    report = report_on(damaged, damaged.read_bytes())
    assert (report.ok, report.entries) == (True, ENTRIES)


@pytest.mark.parametrize("seq", [1, 17, ENTRIES - 1])
def test_one_byte_of_an_entry_changed_in_the_file_is_found(
    damaged: Path, seq: int
) -> None:
    whole = damaged.read_bytes()
    refs = Entry.objects.using(COPY).get(seq=seq).refs.encode()
    for changed in (b"D" + refs[1:], b"\xff" + refs[1:]):
        report = report_on(damaged, whole.replace(refs, changed, 1))
        found = [(finding.kind.value, finding.where) for finding in report.findings]
        assert found == [("entry_altered", str(seq))]


def test_whatever_byte_is_changed_the_answer_is_a_report(damaged: Path) -> None:
    whole = damaged.read_bytes()
    chance = random.Random(2)  # noqa: S311 - the same bytes in every run
    held = 0
    for place in chance.sample(range(len(whole)), 100):
        content = bytearray(whole)
        content[place] ^= chance.randrange(1, 256)
        held += report_on(damaged, bytes(content)).ok
    # Most of the file is other tables; of the rest nothing raised.
    assert held < 100


def test_a_file_that_is_no_database_is_named_unreadable(damaged: Path) -> None:
    report = report_on(damaged, b"not a database, but long enough to be read" * 100)
    assert [finding.kind.value for finding in report.findings] == ["store_unreadable"]
