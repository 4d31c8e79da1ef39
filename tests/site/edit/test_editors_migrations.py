"""The editors' migrations, with accounts in the tables from before."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from romdoul.site.editors.models import Editor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def before() -> Iterator[MigrationExecutor]:
    """The store as it was before accounts had references."""
    executor = MigrationExecutor(connection)
    executor.migrate([("editors", "0001_initial")])
    yield MigrationExecutor(connection)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_each_account_from_before_gets_a_reference_of_its_own(
    before: MigrationExecutor,
) -> None:
    old = before.loader.project_state([("editors", "0001_initial")]).apps
    for name in ("one", "two"):
        old.get_model("editors", "Editor").objects.create(username=name)
    before.migrate([("editors", "0002_invitations_and_sessions")])
    refs = Editor.objects.values_list("ref", flat=True)
    assert len(set(refs)) == 2
    assert all(ref.startswith("E-") and len(ref) == 11 for ref in refs)
