"""A task goes to another member: asked, taken over, declined, or too late."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.desk import case, events, last_entry, statements
from tests.factories.organisation import Organisation, organisation

from romdoul.actions import tasks_hand_on
from romdoul.actions.assignments import answer_assignment, request_assignment
from romdoul.actions.cases_close import close_case
from romdoul.actions.members import remove_member
from romdoul.actions.tasks import add_task, finish_task
from romdoul.actions.tasks_hand_on import (
    answer_handing,
    hand_on_task,
    revoke_handing,
)
from romdoul.cases.codes import (
    CloseReason,
    TaskKind,
    TransitionKind,
    TransitionStatus,
)
from romdoul.cases.documents import TaskDocument
from romdoul.cases.models import Case, Task, Transition
from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.queries.day import my_day
from romdoul.queries.stories import read_case
from romdoul.queries.timeline import EntryKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


@pytest.fixture
def opened(org) -> Case:
    return case(org, members=("casemanager2", "legal", "investigator"))


@pytest.fixture
def task(org, opened) -> Task:
    return add_task(
        org.casemanager,
        ref=opened.ref,
        assignee=org.worker("legal").ref,
        due_at=timezone.now() + timedelta(days=1),
        kind=TaskKind.VISIT,
        document=TaskDocument(title="Visit the school"),
    )


def hand_on(
    org: Organisation, task: Task, by: str = "legal", to: str = "investigator"
) -> Transition:
    return hand_on_task(
        org.actor(by), ref=task.ref, worker=org.worker(to).ref, reason="On leave."
    )


def holder_of(task: Task) -> str:
    task.refresh_from_db()
    return task.assignee.username if task.assignee else ""


def test_it_passes_when_it_is_accepted(org, opened, task):
    asked = hand_on(org, task)
    assert holder_of(task) == "legal"
    (offer,) = my_day(org.investigator).offers
    assert (offer.ref, offer.case, offer.by, offer.task) == (
        asked.ref,
        opened.ref,
        "legal",
        TaskKind.VISIT,
    )
    answer_handing(org.investigator, ref=asked.ref, accept=True, reason="Yes.")
    assert holder_of(task) == "investigator"
    day = my_day(org.investigator)
    assert (day.offers, [one.ref for one in day.tasks]) == ([], [task.ref])


def test_both_steps_are_on_the_ledger_and_in_the_story(org, opened, task):
    asked = hand_on(org, task)
    (entry,) = Entry.objects.filter(event=Event.TASK_HANDING_REQUESTED)
    assert (entry.refs, entry.actor) == (asked.ref, org.worker("legal").ref)
    answer_handing(org.investigator, ref=asked.ref, accept=True, reason="Yes.")
    refs = Entry.objects.filter(event=Event.TASK_HANDED_ON).values_list("refs")
    assert {ref for (ref,) in refs} == {asked.ref, task.ref}
    story = read_case(org.casemanager, opened.ref)
    (told,) = [e for e in story.timeline if e.kind is EntryKind.HANDING]
    assert (told.by, told.to, told.label) == (
        "legal",
        "investigator",
        TransitionStatus.ACCEPTED,
    )
    assert told.text == "Visit the school\nOn leave.\nYes."


def test_it_stays_when_it_is_declined_and_the_reason_is_told(org, opened, task):
    asked = hand_on(org, task)
    answer_handing(org.investigator, ref=asked.ref, accept=False, reason="Full hands.")
    assert holder_of(task) == "legal"
    told = read_case(org.legal, opened.ref).transitions[0]
    assert told.status is TransitionStatus.REJECTED
    assert told.document.answer == "Full hands."
    with pytest.raises(BadInput):
        answer_handing(org.investigator, ref=asked.ref, accept=True)


def test_who_was_not_asked_does_not_answer(org, task):
    asked = hand_on(org, task)
    with pytest.raises(Refused):
        answer_handing(org.casemanager2, ref=asked.ref, accept=True)
    with pytest.raises(NotFound):
        answer_handing(org.counsellor, ref=asked.ref, accept=True)
    assert holder_of(task) == "legal"


def test_whoever_has_it_hands_it_on_or_a_manager_of_the_case_and_nobody_else(org, task):
    with pytest.raises(Refused):
        hand_on(org, task, by="investigator", to="casemanager2")
    assert last_entry().event == Event.ACTION_REFUSED
    assert not Transition.objects.exists()
    with pytest.raises(NotFound):
        hand_on(org, task, by="counsellor", to="casemanager2")
    assert hand_on(org, task, by="casemanager2").by == org.worker("casemanager2")


def test_a_manager_of_the_case_takes_it_over_at_once(org, task):
    hand_on(org, task, by="casemanager", to="casemanager")
    assert holder_of(task) == "casemanager"
    assert Transition.objects.get().status == TransitionStatus.ACCEPTED


@pytest.mark.parametrize("to", ["counsellor", "legal", "admin"])
def test_it_goes_only_to_another_who_is_on_the_case(org, task, to):
    with pytest.raises(BadInput):
        hand_on(org, task, to=to)
    assert not Transition.objects.exists()


def test_it_takes_a_reason(org, task):
    with pytest.raises(BadInput):
        hand_on_task(
            org.legal, ref=task.ref, worker=org.worker("investigator").ref, reason=" "
        )
    assert not Transition.objects.exists()


def test_it_is_taken_back_by_who_asked_or_a_manager_and_by_nobody_else(org, task):
    asked = hand_on(org, task)
    with pytest.raises(Refused):
        revoke_handing(org.investigator, ref=asked.ref)
    revoke_handing(org.legal, ref=asked.ref)
    assert last_entry().event == Event.TASK_HANDING_REVOKED
    with pytest.raises(BadInput):
        answer_handing(org.investigator, ref=asked.ref, accept=True)
    assert holder_of(task) == "legal"
    again = hand_on(org, task)
    revoke_handing(org.casemanager2, ref=again.ref)
    assert my_day(org.investigator).offers == []


def test_it_expires_by_itself(org, opened, task):
    asked = hand_on(org, task)
    Transition.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert my_day(org.investigator).offers == []
    told = read_case(org.legal, opened.ref).transitions[0]
    assert told.status is TransitionStatus.EXPIRED
    with pytest.raises(BadInput):
        answer_handing(org.investigator, ref=asked.ref, accept=True)
    assert hand_on(org, task).status == TransitionStatus.PENDING


def test_asking_another_takes_the_first_request_back(org, task):
    first = hand_on(org, task)
    hand_on(org, task, to="casemanager2")
    first.refresh_from_db()
    assert first.status == TransitionStatus.REVOKED


def test_the_database_holds_one_waiting_request_a_task(org, task):
    hand_on(org, task)
    one = Transition.objects.get()
    one.pk, one.ref = None, "X-0000-0000"
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_what_is_asked_of_a_task_ends_with_it(org, opened, task):
    asked = hand_on(org, task)
    finish_task(org.legal, ref=task.ref, outcome="Done.")
    asked.refresh_from_db()
    assert asked.status == TransitionStatus.REVOKED
    with pytest.raises(BadInput):
        hand_on(org, task)


def test_closing_the_case_takes_it_back_with_a_request_to_lead(org, opened, task):
    hand_on(org, task)
    request_assignment(org.casemanager, ref=opened.ref, worker=org.worker("legal").ref)
    close_case(org.casemanager, ref=opened.ref, reason=CloseReason.DECLINED, text="So.")
    assert set(Transition.objects.values_list("status", flat=True)) == {
        TransitionStatus.REVOKED
    }
    assert {Event.TASK_HANDING_REVOKED, Event.CASE_ASSIGNMENT_REVOKED} <= set(events())
    with pytest.raises(BadInput):
        hand_on(org, task)


@pytest.mark.parametrize("gone", ["legal", "investigator"])
def test_who_is_taken_off_the_case_neither_hands_on_nor_takes_over(
    org, opened, task, gone
):
    asked = hand_on(org, task)
    remove_member(org.casemanager, ref=opened.ref, worker=org.worker(gone).ref)
    asked.refresh_from_db()
    assert asked.status == TransitionStatus.REVOKED
    with pytest.raises(NotFound):
        answer_handing(org.actor(gone), ref=asked.ref, accept=True)


def test_a_request_to_lead_and_one_to_take_over_are_not_mixed_up(org, opened, task):
    handed = hand_on(org, task, to="casemanager2")
    asked = request_assignment(
        org.casemanager, ref=opened.ref, worker=org.worker("casemanager2").ref
    )
    with pytest.raises(NotFound):
        answer_assignment(org.casemanager2, ref=handed.ref, accept=True)
    with pytest.raises(NotFound):
        answer_handing(org.casemanager2, ref=asked.ref, accept=True)
    kinds = {offer.kind for offer in my_day(org.casemanager2).offers}
    assert kinds == {TransitionKind.ASSIGN, TransitionKind.HAND_ON}


def test_nothing_of_it_happens_when_it_breaks_off(org, task, monkeypatch):
    asked = hand_on(org, task)

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(tasks_hand_on, "record", broken)
    before = events()
    with pytest.raises(OSError, match="disk full"):
        answer_handing(org.investigator, ref=asked.ref, accept=True)
    assert events() == before
    asked.refresh_from_db()
    assert (holder_of(task), asked.status) == ("legal", TransitionStatus.PENDING)


def test_my_day_costs_the_same_for_1_offer_and_for_8(org, opened, task):
    hand_on(org, task)
    actor = org.investigator
    one = statements(lambda: my_day(actor))
    for _ in range(7):
        more = add_task(
            org.casemanager,
            ref=opened.ref,
            assignee=org.worker("legal").ref,
            due_at=timezone.now(),
            kind=TaskKind.CALL,
            document=TaskDocument(),
        )
        hand_on(org, more)
    assert len(my_day(actor).offers) == 8
    assert statements(lambda: my_day(actor)) == one
