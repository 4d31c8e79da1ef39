"""What is to be done: given to someone on the case, moved, done or dropped."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.desk import case, events, last_entry
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.cases_close import close_case
from romdoul.actions.tasks import (
    add_task,
    change_task,
    drop_task,
    finish_task,
    move_task,
)
from romdoul.cases.codes import CloseReason, TaskKind, TaskStatus
from romdoul.cases.documents import TaskDocument
from romdoul.cases.models import Case, Seat, Task
from romdoul.kernel.errors import BadInput, Conflict, NotFound
from romdoul.ledger.events import Event
from romdoul.queries.records import read_task
from romdoul.queries.stories import read_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


def give(org: Organisation, of: Case, *, hours: int = 5, to: str = "legal") -> Task:
    return add_task(
        org.casemanager,
        ref=of.ref,
        assignee=org.worker(to).ref,
        due_at=timezone.now() + timedelta(hours=hours),
        kind=TaskKind.VISIT,
        document=TaskDocument(title="Visit the aunt"),
    )


def test_a_task_is_due_and_the_case_with_it(org):
    opened = case(org)
    task = give(org, opened)
    opened.refresh_from_db()
    assert opened.due_at == task.due_at
    assert set(Seat.objects.values_list("due_at", flat=True)) == {task.due_at}
    first = read_case(org.legal, opened.ref).tasks[0]
    assert (first.document.title, first.assignee) == ("Visit the aunt", "legal")
    assert not first.overdue


def test_being_late_is_computed(org):
    opened = case(org)
    give(org, opened, hours=-1)
    story = read_case(org.legal, opened.ref)
    assert story.tasks[0].overdue
    assert story.row.overdue


def test_a_done_task_leaves_the_list_and_stays_in_the_story(org):
    opened = case(org)
    task = give(org, opened)
    finish_task(org.legal, ref=task.ref, outcome="She is well.")
    story = read_case(org.legal, opened.ref)
    assert task.ref not in [found.ref for found in story.tasks]
    told = next(entry for entry in story.timeline if entry.ref == task.ref)
    assert "She is well." in told.text
    assert Event.TASK_DONE in events()
    opened.refresh_from_db()
    assert opened.due_at == opened.tasks.get(kind=TaskKind.AUTHORITIES).due_at
    with pytest.raises(BadInput):
        finish_task(org.legal, ref=task.ref)


def test_a_task_is_dropped_for_a_reason(org):
    task = give(org, case(org))
    with pytest.raises(BadInput):
        drop_task(org.legal, ref=task.ref, reason=" ")
    drop_task(org.legal, ref=task.ref, reason="They moved.")
    row, versions = read_task(org.legal, task.ref)
    assert row.status == TaskStatus.DROPPED
    assert versions[0].document.outcome == "They moved."


def test_moving_a_task_moves_the_case(org):
    opened = case(org)
    task = give(org, opened)
    later = timezone.now() + timedelta(hours=9)
    moved = move_task(org.legal, ref=task.ref, due_at=later)
    opened.refresh_from_db()
    assert opened.due_at == moved.due_at
    assert last_entry().event == Event.TASK_MOVED


def test_a_task_is_given_only_to_someone_on_an_open_case(org):
    opened = case(org)
    for outsider in ("counsellor", "admin"):
        with pytest.raises(BadInput):
            give(org, opened, to=outsider)
    close_case(
        org.casemanager, ref=opened.ref, reason=CloseReason.DIED, text="At rest."
    )
    with pytest.raises(BadInput):
        give(org, opened)
    assert Task.objects.count() == 1


def test_a_stranger_moves_no_task(org):
    task = give(org, case(org))
    with pytest.raises(NotFound):
        move_task(org.counsellor, ref=task.ref, due_at=timezone.now())
    with pytest.raises(NotFound):
        finish_task(org.manager, ref=task.ref)
    task.refresh_from_db()
    assert task.status == TaskStatus.OPEN


def test_the_words_of_a_task_change_with_their_version(org):
    task = give(org, case(org))
    words = TaskDocument(title="Call the aunt")
    change_task(org.legal, ref=task.ref, version=1, document=words)
    with pytest.raises(Conflict):
        change_task(org.legal, ref=task.ref, version=1, document=words)
    assert len(read_task(org.legal, task.ref)[1]) == 2
