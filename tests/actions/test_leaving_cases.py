"""Who leaves the organisation is on no case, and leaves nothing undone behind them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.desk import case, events, statements
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.assignments import request_assignment
from romdoul.actions.cases_close import close_case
from romdoul.actions.members import add_member, remove_member
from romdoul.actions.staff_people import worker_leaves
from romdoul.actions.tasks import add_task, take_task
from romdoul.cases import leaving
from romdoul.cases.codes import (
    CloseReason,
    Going,
    TaskKind,
    TransitionStatus,
)
from romdoul.cases.documents import TaskDocument
from romdoul.cases.models import Case, Departure, Seat, Task, Transition
from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.queries.day import my_day
from romdoul.queries.shortage import list_short_cases
from romdoul.queries.staff import day_notices
from romdoul.queries.stories import read_case
from romdoul.queries.timeline import EntryKind
from romdoul.staff.models import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


def leave(org: Organisation, who: str, by: str = "admin") -> None:
    worker_leaves(org.actor(by), ref=org.worker(who).ref)


def give_task(org: Organisation, of: Case, to: str) -> Task:
    return add_task(
        org.casemanager,
        ref=of.ref,
        assignee=org.worker(to).ref,
        due_at=timezone.now() + timedelta(days=1),
        kind=TaskKind.VISIT,
        document=TaskDocument(title="Visit the school"),
    )


def test_who_leaves_is_gone_from_every_roster_and_the_story_says_so(org):
    first, second = case(org), case(org)
    close_case(org.casemanager, ref=second.ref, reason=CloseReason.DECLINED, text="So.")
    leave(org, "legal")
    assert not Seat.objects.filter(worker=org.worker("legal")).exists()
    for ref in (first.ref, second.ref):
        story = read_case(org.investigator, ref)
        assert [m.username for m in story.members] == ["casemanager", "investigator"]
        (gone,) = [e for e in story.timeline if e.kind is EntryKind.GONE]
        assert (gone.by, gone.label) == ("legal", Going.LEFT)


def test_who_is_taken_off_a_case_is_told_of_in_its_story_too(org):
    opened = case(org)
    remove_member(org.casemanager, ref=opened.ref, worker=org.worker("legal").ref)
    story = read_case(org.investigator, opened.ref)
    (gone,) = [e for e in story.timeline if e.kind is EntryKind.GONE]
    assert (gone.by, gone.label) == ("legal", Going.REMOVED)


def test_it_stands_on_the_ledger_of_each_case_whoever_sees_to_it(org):
    first, second = case(org), case(org)
    task = give_task(org, second, "legal")
    leave(org, "legal", by="admin")
    left = Entry.objects.filter(event=Event.CASE_MEMBER_LEFT)
    worker = org.worker("legal").ref
    assert {(e.refs, e.compartment) for e in left} == {
        (f"{one.ref} {worker}", one.compartment) for one in (first, second)
    }
    (entry,) = Entry.objects.filter(event=Event.TASK_PUT_BACK)
    assert (entry.refs, entry.compartment) == (task.ref, second.compartment)


def test_their_open_tasks_are_there_to_be_taken_and_one_takes_them(org):
    opened = case(org)
    task = give_task(org, opened, "legal")
    leave(org, "legal")
    (waiting,) = my_day(org.investigator).untaken
    assert waiting.ref == task.ref
    (shown,) = [
        t for t in read_case(org.investigator, opened.ref).tasks if not t.assignee
    ]
    assert shown.ref == task.ref
    take_task(org.investigator, ref=task.ref)
    assert events()[-1] == Event.TASK_TAKEN
    assert [t.ref for t in my_day(org.investigator).tasks] == [task.ref]
    assert my_day(org.casemanager).untaken == []


def test_a_task_that_somebody_has_is_not_taken(org):
    opened = case(org)
    task = give_task(org, opened, "legal")
    with pytest.raises(BadInput):
        take_task(org.investigator, ref=task.ref)
    task.refresh_from_db()
    assert task.assignee == org.worker("legal")


def test_who_is_not_on_the_case_takes_none_of_its_tasks(org):
    opened = case(org)
    task = give_task(org, opened, "legal")
    leave(org, "legal")
    with pytest.raises(NotFound):
        take_task(org.counsellor, ref=task.ref)
    reader = org.investigator
    reader.rights = reader.rights - {"case:write"}
    with pytest.raises(Refused):
        take_task(reader, ref=task.ref)
    assert Task.objects.get(ref=task.ref).assignee is None


def test_the_lead_is_free_and_what_was_asked_of_them_waits_no_longer(org):
    led, asked_in = case(org, lead="casemanager2"), case(org)
    add_member(org.casemanager, ref=asked_in.ref, worker=org.worker("casemanager2").ref)
    asked = request_assignment(
        org.casemanager, ref=asked_in.ref, worker=org.worker("casemanager2").ref
    )
    leave(org, "casemanager2")
    led.refresh_from_db()
    assert led.lead is None
    assert Transition.objects.get(ref=asked.ref).status == TransitionStatus.REVOKED


def test_a_case_with_one_person_left_is_shown_to_who_can_add_somebody(org):
    opened = case(org, members=("legal",))
    assert my_day(org.casemanager).short == []
    leave(org, "legal")
    day = my_day(org.casemanager)
    assert day.short == [opened.ref]
    assert [row.short for row in day.cases] == [True]
    add_member(org.casemanager, ref=opened.ref, worker=org.worker("investigator").ref)
    assert my_day(org.casemanager).short == []
    assert Case.objects.get(ref=opened.ref).short_since is None


def test_a_manager_sees_it_though_they_are_not_on_the_case(org):
    opened = case(org, members=("legal",))
    leave(org, "legal")
    (row,) = list_short_cases(org.manager)
    assert (row.ref, row.left, row.helper) == (
        opened.ref,
        ("casemanager",),
        "casemanager",
    )
    assert day_notices(org.manager).short == 1


def test_who_cannot_let_anybody_in_is_no_help_and_nobody_is_none(org):
    left_alone, empty = (
        case(org, members=("legal",)),
        case(org, members=("investigator",)),
    )
    for who in ("casemanager", "investigator"):
        leave(org, who)
    rows = {row.ref: (row.left, row.helper) for row in list_short_cases(org.manager)}
    assert rows == {left_alone.ref: (("legal",), ""), empty.ref: ((), "")}


def test_short_cases_are_for_those_who_give_keys_to_see(org):
    case(org, members=("legal",))
    leave(org, "legal")
    for who in ("casemanager", "focal", "admin"):
        with pytest.raises(Refused):
            list_short_cases(org.actor(who))
        assert day_notices(org.actor(who)).short == 0


def test_the_list_of_short_cases_costs_the_same_for_1_and_for_8(org):
    case(org, members=("legal",))
    leave(org, "legal")
    actor = org.manager
    one = statements(lambda: list_short_cases(actor))
    for _ in range(7):
        case(org, members=("investigator",))
    leave(org, "investigator")
    assert len(list_short_cases(actor)) == 8
    assert statements(lambda: list_short_cases(actor)) == one


def test_nothing_of_it_happens_when_it_cannot_be_recorded(org, monkeypatch):
    opened = case(org)
    task = give_task(org, opened, "legal")

    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(leaving, "_put_back_tasks", broken)
    before = events()
    with pytest.raises(OSError, match="disk full"):
        leave(org, "legal")
    assert events() == before
    assert Worker.objects.get(username="legal").is_active
    assert Seat.objects.filter(worker=org.worker("legal")).exists()
    assert not Departure.objects.exists()
    assert Task.objects.get(ref=task.ref).assignee == org.worker("legal")


def test_who_may_let_nobody_go_leaves_the_rosters_alone(org):
    opened = case(org)
    with pytest.raises(Refused):
        leave(org, "legal", by="casemanager")
    assert opened.seats.count() == 3
    assert not Departure.objects.exists()
