"""Leaving nothing behind of rows that were deleted: the stores written anew."""

from collections.abc import Iterable

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from romdoul.ledger.stores import Store, alias

# Where something can be erased; the ledger itself never shrinks.
_TABLES = ("cases_", "staff_", "matching_", "inbox_", "mfa_", "ledger_outbox")


def compact(stores: Iterable[Store]) -> None:
    """Write the stores' tables anew, so that no page holds what was erased.

    To be called while nobody is served: whoever writes would have to wait.
    """
    for store in stores:
        connection = connections[alias(store)]
        with connection.cursor() as cursor:
            for statement in _statements(connection):
                cursor.execute(statement)


def _statements(connection: BaseDatabaseWrapper) -> list[str]:
    if connection.vendor != "postgresql":
        return ["VACUUM"]
    names = connection.introspection.table_names()
    quoted = [
        connection.ops.quote_name(name) for name in names if name.startswith(_TABLES)
    ]
    return [f"VACUUM (FULL) {name}" for name in quoted]
