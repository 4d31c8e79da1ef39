"""The cases' data migrations, up and down, with data in the tables."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from tests.factories.desk import case
from tests.factories.organisation import Organisation, organisation

from romdoul.cases.models import Case, Departure, Seat, Task
from romdoul.ledger.stores import Store, alias
from romdoul.staff.models import Worker

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
BEFORE, AFTER = "0005_short_of_people", "0006_who_left"


def migrate(name: str) -> None:
    executor = MigrationExecutor(connections[alias(Store.CASEWORK)])
    executor.migrate([("cases", name)])


@pytest.fixture
def org() -> Iterator[Organisation]:
    yield organisation()
    executor = MigrationExecutor(connections[alias(Store.CASEWORK)])
    executor.migrate(executor.loader.graph.leaf_nodes("cases"))


def leave_as_it_was_done_before(worker: Worker) -> None:
    worker.is_active, worker.left_at = False, timezone.now() - timedelta(days=1)
    worker.save()


def test_who_left_before_is_taken_off_and_back_every_task_has_somebody(
    org: Organisation,
) -> None:
    small = case(org, members=("casemanager2",))
    large = case(org, lead="casemanager2", members=("casemanager", "legal"))
    migrate(BEFORE)
    leave_as_it_was_done_before(org.worker("casemanager"))
    migrate(AFTER)
    stays = {org.worker("casemanager2").pk, org.worker("legal").pk}
    assert set(Seat.objects.values_list("worker", flat=True)) == stays
    departures = Departure.objects.order_by("case")
    assert [(d.case, d.why) for d in departures] == [(small, "left"), (large, "left")]
    small, large = (Case.objects.get(pk=one.pk) for one in (small, large))
    assert (small.lead, small.short_since) == (None, small.opened_at)
    assert (large.lead, large.short_since) == (org.worker("casemanager2"), None)
    assert Task.objects.get(case=small).assignee is None
    migrate(BEFORE)
    assert Task.objects.get(case=small).assignee == org.worker("casemanager2")
