"""Whatever is sent to a desk, by whomever: an answer, and never a failure."""

from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desks.seated import Seats
from tests.factories.desk import case, person, report
from tests.factories.nasty import TEXTS, fields, fill, query, routes_of
from tests.factories.organisation import ROLES, Organisation

from romdoul.actions.notes import add_note
from romdoul.cases.codes import NoteKind
from romdoul.cases.documents import NoteDocument
from romdoul.cases.models import Task
from romdoul.kernel.refs import new_ref
from romdoul.ledger.stores import Store
from romdoul.ledger.verify import verify
from romdoul.queries.ledger import recorded_rows

# Ten thousand in all, with the public side's.
REQUESTS = 9000 // (len(ROLES) + 1)
NAMES = [
    "version",
    "kind",
    "priority",
    "reason",
    "text",
    "decision",
    "title",
    "lead",
    "members",
    "happened_at",
    "due_at_0",
    "due_at_1",
    "assignee",
    "outcome",
    "role",
    "name",
    "phones",
    "year_of_birth",
    "standing",
    "worker",
    "sure",
    "accept",
    "answer",
    "q",
    "login",
    "password",
    "code",
    "username",
    "roles",
    "language",
    "after",
    "before",
    "status",
    "show",
    "store",
    "next",
]


@dataclass
class Known:
    """References that exist, so that requests reach something."""

    refs: list[str] = field(default_factory=list)

    def any(self) -> st.SearchStrategy[str]:
        absent = st.builds(new_ref, st.sampled_from("CRPNTXWK"))
        return st.one_of(st.sampled_from(self.refs), absent)


def prepared(org: Organisation) -> Known:
    """Give the organisation one of everything."""
    sent, _row = report(org, mailbox=True)
    found = case(org)
    child = person(org, found, "Sok Vichet")
    note = add_note(
        org.casemanager,
        ref=found.ref,
        kind=NoteKind.NOTE,
        document=NoteDocument(text="A note."),
    )
    worker = org.worker("investigator")
    task = Task.objects.get(case=found)
    return Known([sent.ref, found.ref, child.ref, note.ref, task.ref, worker.ref])


def requests(known: Known) -> st.SearchStrategy[tuple[str, str, dict[str, str]]]:
    """Return a method, an address and fields, for any route of the desks."""
    addresses = st.one_of(
        *(fill(route, known.any()) for route in routes_of(get_resolver().url_patterns))
    )
    method = st.sampled_from(["GET", "POST", "POST"])
    return st.tuples(method, addresses, fields(NAMES, known.any()))


def send(client: Client, method: str, address: str, said: dict[str, str]) -> int:
    """Send it; an exception in a view is raised here."""
    if method == "GET":
        return client.get(f"{address}?{query(said)}").status_code
    return client.post(address, said).status_code


@pytest.mark.parametrize("who", [*ROLES, ""])
def test_no_request_of_any_role_makes_a_desk_fail(
    org: Organisation, seat: Seats, who: str
) -> None:
    known = prepared(org)
    client = seat(who)
    answers: list[int] = []

    @settings(
        max_examples=REQUESTS,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(requests(known))
    def try_one(one: tuple[str, str, dict[str, str]]) -> None:
        answers.append(send(client, *one))
        assert answers[-1] < 500, one

    try_one()
    assert len(answers) >= REQUESTS * 0.9
    assert verify(Store.CASEWORK, rows=recorded_rows(Store.CASEWORK)).findings == []


@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(TEXTS)
def test_an_address_that_is_none_is_not_found(text: str) -> None:
    answer = Client().get("/" + query({"x": text}).removeprefix("x="))
    assert answer.status_code in {302, 400, 404}
