"""The database itself keeps what the ledger has."""

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.utils import timezone

from romdoul.ledger.checkpoints import sign_due
from romdoul.ledger.events import Event
from romdoul.ledger.models import Checkpoint
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store, alias
from romdoul.ledger.verify import verify
from romdoul.vault.keys import new_sign_keys

pytestmark = pytest.mark.django_db
CASEWORK = alias(Store.CASEWORK)


@action()
def look() -> None:
    record("W-1", Event.RECORD_OPENED, "C-1", compartment="K-1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET actor = 'W-2'",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_checkpoint SET at = 0",
        "DELETE FROM ledger_checkpoint",
        "DELETE FROM ledger_head",
        "UPDATE ledger_head SET seq = 1",
    ],
)
def test_the_database_itself_refuses_to_forget(statement: str) -> None:
    for _ in range(3):
        look()
    sign_due(Store.CASEWORK, new_sign_keys().seed, 1, now=timezone.now())
    refused = pytest.raises(DatabaseError, match="append-only")
    with refused, transaction.atomic(), connections[CASEWORK].cursor() as cursor:
        cursor.execute(statement)
    assert verify(Store.CASEWORK).findings == []


def test_the_database_refuses_a_digest_that_is_not_whole() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Checkpoint.objects.create(seq=1, digest=b"short", at=0, signature=b"x" * 64)
