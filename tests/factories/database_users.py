"""Acting as the database user of a process, in the tests on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections, transaction

from romdoul.cli import grants

# PostgreSQL's insufficient_privilege.
LACKS_THE_RIGHT = "42501"
MADE_ONCE = (
    "DO $$ BEGIN CREATE ROLE {} NOLOGIN;"
    " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
)


def make() -> None:
    """Settle what every process's user may do; gone with the test.

    The users themselves stay, for whoever tests at the same time: they are of the
    tests' own PostgreSQL, and cannot sign in.
    """
    absent = set(grants.processes()) - set(grants.known_roles("default"))
    if absent:
        apart = connections["default"].copy()
        with apart.cursor() as cursor:
            for name in absent:
                cursor.execute(MADE_ONCE.format(grants.role_of(name)))
        apart.close()
    grants.settle()


@contextmanager
def acting_as(process: str) -> Iterator[None]:
    """Ask the stores as the user of this process does, while the block runs.

    What fails in it leaves its transaction, and with it this.
    """
    _each(f"SET ROLE {grants.role_of(process)}")
    yield
    _each("RESET ROLE")


def refuses(process: str, alias: str, statement: str) -> bool:
    """Say whether a process's user lacks the right to a statement."""
    connection = connections[alias]
    try:
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {grants.role_of(process)}")
            cursor.execute(statement)
            cursor.execute("RESET ROLE")
    except DatabaseError as error:
        return getattr(error.__cause__, "sqlstate", "") == LACKS_THE_RIGHT
    return False


def _each(statement: str) -> None:
    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute(statement)
