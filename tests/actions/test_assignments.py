"""Who leads a case: asked, accepted, declined, taken back, or too late."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.desk import case, events, last_entry
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.assignments import (
    answer_assignment,
    request_assignment,
    revoke_assignment,
)
from romdoul.cases.codes import TransitionStatus
from romdoul.cases.models import Case, Transition
from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.queries.day import my_day
from romdoul.queries.stories import read_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


@pytest.fixture
def opened(org) -> Case:
    return case(org, members=("casemanager2", "legal"))


def ask(org: Organisation, of: Case, whom: str = "casemanager2") -> Transition:
    asked = request_assignment(
        org.casemanager, ref=of.ref, worker=org.worker(whom).ref, reason="On leave."
    )
    assert asked is not None
    return asked


def lead_of(of: Case) -> str:
    of.refresh_from_db()
    return of.lead.username if of.lead else ""


def test_the_lead_passes_when_it_is_accepted(org, opened):
    asked = ask(org, opened)
    assert lead_of(opened) == "casemanager"
    (offer,) = my_day(org.casemanager2).offers
    assert (offer.ref, offer.case, offer.by) == (asked.ref, opened.ref, "casemanager")
    answer_assignment(org.casemanager2, ref=asked.ref, accept=True)
    assert lead_of(opened) == "casemanager2"
    assert my_day(org.casemanager2).offers == []
    assert Event.CASE_ASSIGNMENT_ACCEPTED in events()


def test_it_stays_when_it_is_declined_and_the_reason_is_told(org, opened):
    asked = ask(org, opened)
    answer_assignment(
        org.casemanager2, ref=asked.ref, accept=False, reason="Full hands."
    )
    assert lead_of(opened) == "casemanager"
    told = read_case(org.casemanager, opened.ref).transitions[0]
    assert told.status is TransitionStatus.REJECTED
    assert (told.document.reason, told.document.answer) == ("On leave.", "Full hands.")
    with pytest.raises(BadInput):
        answer_assignment(org.casemanager2, ref=asked.ref, accept=True)


def test_who_was_not_asked_does_not_answer(org, opened):
    asked = ask(org, opened)
    with pytest.raises(Refused):
        answer_assignment(org.legal, ref=asked.ref, accept=True)
    with pytest.raises(NotFound):
        answer_assignment(org.counsellor, ref=asked.ref, accept=True)
    assert lead_of(opened) == "casemanager"


def test_a_request_is_taken_back(org, opened):
    asked = ask(org, opened)
    revoke_assignment(org.casemanager, ref=asked.ref)
    assert last_entry().event == Event.CASE_ASSIGNMENT_REVOKED
    with pytest.raises(BadInput):
        answer_assignment(org.casemanager2, ref=asked.ref, accept=True)
    assert lead_of(opened) == "casemanager"


def test_it_expires_by_itself(org, opened):
    asked = ask(org, opened)
    past = timezone.now() - timedelta(minutes=1)
    Transition.objects.update(expires_at=past)
    assert my_day(org.casemanager2).offers == []
    story = read_case(org.casemanager2, opened.ref)
    assert story.transitions[0].status is TransitionStatus.EXPIRED
    with pytest.raises(BadInput):
        answer_assignment(org.casemanager2, ref=asked.ref, accept=True)


def test_asking_another_takes_the_first_request_back(org, opened):
    first = ask(org, opened)
    ask(org, opened, whom="legal")
    first.refresh_from_db()
    assert first.status == TransitionStatus.REVOKED


def test_who_takes_a_case_leads_it_at_once(org, opened):
    done = request_assignment(
        org.casemanager2, ref=opened.ref, worker=org.worker("casemanager2").ref
    )
    assert done is None
    assert lead_of(opened) == "casemanager2"


def test_the_lead_goes_only_to_someone_on_the_case(org, opened):
    with pytest.raises(BadInput):
        ask(org, opened, whom="counsellor")
    assert not Transition.objects.exists()


def test_who_may_not_assign_is_refused(org, opened):
    with pytest.raises(Refused):
        request_assignment(org.legal, ref=opened.ref, worker=org.worker("legal").ref)
    assert lead_of(opened) == "casemanager"
