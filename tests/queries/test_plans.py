"""Pages walk an index: nothing that grows is scanned or sorted (SQLite's own word)."""

from collections.abc import Callable

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from tests.factories.desk import case, person, report
from tests.factories.organisation import Organisation, organisation

from romdoul.cases.codes import Desk
from romdoul.ledger.stores import Store, alias
from romdoul.queries.cases import CaseOrder, list_cases
from romdoul.queries.day import my_day
from romdoul.queries.reports import list_reports
from romdoul.queries.search import SEARCHES, search
from romdoul.queries.shortage import list_short_cases
from romdoul.queries.staff import day_notices
from romdoul.staff.actor import Actor

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="PostgreSQL plans by its statistics"
    ),
]

# What is of workers and no case: as many as they are, or as what befell their keys.
# A subquery is scanned once it is cut short; what waits (for an answer, for people, for
# new keys) is all that is in its index.
SMALL = (
    *("SCAN staff_certificate", "SCAN staff_worker", "SCAN staff_custodiankey"),
    *("SCAN staff_recovery", "SCAN staff_proposal", "SCAN subquery"),
    *("INDEX report_unanswered", "INDEX case_short_of_people"),
    "INDEX rotation_due",
)

PAGES: dict[str, Callable[[Actor], object]] = {
    "inbox": lambda actor: list_reports(actor, desk=Desk.HOTLINE),
    "cases by due date": list_cases,
    "newest cases": lambda actor: list_cases(actor, order=CaseOrder.NEWEST),
    "my day": my_day,
    "cases short of people": list_short_cases,
    "what one must hear of on one's day": day_notices,
    "search by name": lambda actor: search(actor, "Sok Sopheap"),
    "search by one word": lambda actor: search(actor, "Sopheap"),
    "search by phone": lambda actor: search(actor, "012345678"),
}


@pytest.fixture
def org() -> Organisation:
    SEARCHES.forget()
    org = organisation()
    report(org)
    person(org, case(org, members=("manager", "legal")), "Sok Sopheap")
    return org


def plans(page: Callable[[Actor], object], actor: Actor) -> list[str]:
    """Return how SQLite goes about each question that a page asks."""
    casework = connections[alias(Store.CASEWORK)]
    with CaptureQueriesContext(casework) as asked:
        page(actor)
    steps: list[str] = []
    with casework.cursor() as cursor:
        for query in asked.captured_queries:
            if query["sql"].startswith("SELECT"):
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                steps += [row[3] for row in cursor.fetchall()]
    return steps


@pytest.mark.parametrize("page", PAGES)
def test_a_page_scans_nothing_that_grows(org, page):
    steps = plans(PAGES[page], org.manager)
    assert steps
    scans = [step for step in steps if step.startswith("SCAN")]
    assert [step for step in scans if not any(few in step for few in SMALL)] == []


@pytest.mark.parametrize("page", ["inbox", "cases by due date", "newest cases"])
def test_a_list_is_read_in_the_order_of_its_index(org, page):
    steps = plans(PAGES[page], org.manager)
    assert [step for step in steps if "TEMP B-TREE" in step] == []
