"""What only a test does to a ledger: take its guard away and damage it."""

from django.db import connections

from romdoul.ledger import triggers
from romdoul.ledger.models import Entry
from romdoul.ledger.stores import Store, alias


def lift_guard(alias: str) -> None:
    """Drop the triggers, as somebody with write access to the file would."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for name in triggers.wanted(connection):
            cursor.execute(triggers.drop(connection, name))


def tamper(alias: str, statement: str, *values: str | int | bytes) -> int:
    """Run a statement that the triggers refuse; return how many rows it met."""
    lift_guard(alias)
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, list(values))
        return int(cursor.rowcount)


def events(store: Store = Store.CASEWORK) -> list[str]:
    """Return the names of what stands on a store's ledger, in its order."""
    rows = Entry.objects.using(alias(store)).order_by("seq")
    return list(rows.values_list("event", flat=True))


def last_entry(store: Store = Store.CASEWORK) -> Entry:
    """Return the newest entry of a store's ledger."""
    return Entry.objects.using(alias(store)).order_by("seq").last()
