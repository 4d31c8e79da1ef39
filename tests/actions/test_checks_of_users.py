"""The doctor compares what each database user can do with what it needs."""

from typing import Any

import pytest
from django.db import connection, connections
from tests.factories import database_users

from romdoul.cli import checks_of_users
from romdoul.cli.findings import Finding, State
from romdoul.ledger.stores import Store, alias

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="a store in a file knows no users"
    ),
]


@pytest.fixture(autouse=True)
def users(db: None) -> None:
    del db
    database_users.make()


def test_the_doctor_finds_every_user_as_it_must_be() -> None:
    found = {finding.state for finding in checks_of_users.users()}
    assert found == {State.OK}


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "GRANT SELECT (sealed) ON cases_case TO romdoul_jobs",
            "romdoul_jobs in casework may also SELECT on cases_case.sealed",
        ),
        (
            "GRANT DELETE ON ledger_entry TO PUBLIC",
            "romdoul_desks in casework may also DELETE on ledger_entry",
        ),
        (
            "GRANT romdoul_desks TO romdoul_public",
            "romdoul_public in casework may also CONNECT on the database",
        ),
        ("ALTER ROLE romdoul_edit SUPERUSER", "romdoul_edit in casework may also"),
        (
            "REVOKE UPDATE ON ledger_outbox FROM romdoul_desks",
            "romdoul_desks in casework lacks UPDATE on ledger_outbox",
        ),
    ],
)
def test_the_doctor_tells_what_is_missing_or_too_wide(
    statement: str, says: str
) -> None:
    with connections[alias(Store.CASEWORK)].cursor() as cursor:
        cursor.execute(statement)
    found = [one for one in checks_of_users.users() if one.state is State.WRONG]
    assert any(one.says.startswith(says) for one in found), found


def test_the_doctor_misses_a_user_that_is_not_there(settings: Any) -> None:
    def said() -> Finding:
        return list(checks_of_users.users())[-1]

    with connections[alias(Store.SITE)].cursor() as cursor:
        cursor.execute("ALTER ROLE romdoul_desks RENAME TO another")
    settings.ALLOWED_HOSTS = ["localhost"]
    assert said().state is State.ADVICE
    settings.ALLOWED_HOSTS = ["desks.example"]
    assert said().state is State.WRONG
    assert said().says.startswith("no such user: romdoul_desks; ")
