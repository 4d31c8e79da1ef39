"""Lists show neutral handles, in their order, at a cost that does not grow."""

import secrets
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.desk import case, events, person, report, send_report, statements
from tests.factories.organisation import Organisation, organisation

from romdoul.actions.cases_close import close_case
from romdoul.actions.reports_collect import collect_reports
from romdoul.actions.tasks import add_task
from romdoul.cases.codes import (
    CaseStatus,
    CloseReason,
    Decision,
    Desk,
    Priority,
    ReportStatus,
    TaskKind,
)
from romdoul.cases.documents import TaskDocument
from romdoul.cases.models import Case, Report, Seat
from romdoul.kernel.errors import BadInput, Refused
from romdoul.kernel.refs import new_ref
from romdoul.queries import paging
from romdoul.queries.cases import CaseOrder, list_cases
from romdoul.queries.day import my_day
from romdoul.queries.paging import SIZE
from romdoul.queries.reports import list_reports
from romdoul.staff.kinds import CompartmentKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def org() -> Organisation:
    return organisation()


def copies(of: Report, number: int) -> None:
    """Put more rows like one beside it, each due a minute later than the last."""
    for _ in range(number):
        of.pk, of.ref, of.submission = None, new_ref("R"), secrets.token_hex(16)
        of.due_at += timedelta(minutes=1)
        of.save(force_insert=True)


def more_cases(of: Case, number: int) -> None:
    seats = list(of.seats.all())
    for nth in range(1, number + 1):
        of.pk, of.ref = None, new_ref("C")
        of.save(force_insert=True)
        for seat in seats:
            seat.pk, seat.case = None, of
            seat.due_at += timedelta(minutes=nth)
            seat.since += timedelta(minutes=1)
            seat.save(force_insert=True)


def test_the_inbox_is_in_the_order_of_the_response_clock(org):
    for priority in (Priority.LOW, Priority.IMMEDIATE, Priority.MEDIUM, Priority.HIGH):
        send_report(org, priority=priority)
    collect_reports(org.counsellor)
    rows = list_reports(org.counsellor, desk=Desk.HOTLINE).rows
    assert [row.priority for row in rows] == list(Priority)


def answered_copies(of: Report, number: int) -> None:
    """Put rows like one beside it, due before it, which the desk has answered."""
    of.answered_at, of.due_at = timezone.now(), of.due_at - timedelta(days=9)
    copies(of, number)


def test_whoever_waits_for_an_answer_comes_before_those_who_had_theirs(org):
    _, kept = report(org)
    waits = kept.ref
    answered_copies(kept, 3)
    rows = list_reports(org.counsellor, desk=Desk.HOTLINE).rows
    assert [row.ref == waits for row in rows] == [True, False, False, False]
    wrote_again = Report.objects.order_by("-due_at").exclude(ref=waits)[0]
    Report.objects.filter(pk=wrote_again.pk).update(unanswered=True)
    rows = list_reports(org.counsellor, desk=Desk.HOTLINE).rows
    assert [row.ref for row in rows[:2]] == [wrote_again.ref, waits]


@pytest.mark.parametrize("waiting", [3, SIZE, SIZE + 4])
def test_the_pages_go_on_from_those_who_wait_to_those_who_were_answered(org, waiting):
    _, kept = report(org)
    copies(kept, waiting - 1)
    answered_copies(kept, SIZE + 3)
    seen, after = [], None
    while after != "":
        page = list_reports(org.counsellor, desk=Desk.HOTLINE, after=after)
        seen += [row.ref for row in page.rows]
        after = page.next_key
        assert len(page.rows) == SIZE or not after
    turns = Report.objects.order_by("answered_at", "due_at", "pk")
    running = turns.filter(answered_at=None)
    answered = turns.exclude(answered_at=None)
    assert seen == [row.ref for row in (*running, *answered)]
    assert page.total == len(seen)


@pytest.mark.parametrize("after", ["../etc", "7.WzAsMF0", "-1.WzAsMF0", "0.", "²."])
def test_a_page_of_no_turn_is_said_to_be_none(org, after):
    with pytest.raises(BadInput):
        list_reports(org.counsellor, desk=Desk.HOTLINE, after=after)


def test_a_list_opens_nothing_and_records_nothing(org):
    report(org)
    before = events()
    (row,) = list_reports(org.counsellor, desk=Desk.HOTLINE).rows
    my_day(org.counsellor)
    assert events() == before
    assert not hasattr(row, "content")


@pytest.mark.parametrize("who", ["casemanager", "legal", "admin", "focal", "partner"])
def test_a_desk_is_listed_for_its_own_people_alone(org, who):
    report(org)
    with pytest.raises(Refused):
        list_reports(org.actor(who), desk=Desk.HOTLINE)


def test_the_pages_of_a_list_hold_each_row_once(org):
    _, kept = report(org)
    copies(kept, 2 * SIZE + 5)
    # Some rows are due at the very same moment.
    Report.objects.filter(pk__gt=kept.pk - 12).update(due_at=kept.due_at)
    actor, seen, after = org.counsellor, [], None
    while after != "":
        page = list_reports(actor, desk=Desk.HOTLINE, after=after)
        seen += [row.ref for row in page.rows]
        after = page.next_key
    wanted = Report.objects.order_by("due_at", "pk").values_list("ref", flat=True)
    assert seen == list(wanted)
    assert page.total == len(seen)


def test_counting_stops_where_it_would_cost_too_much(org, monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 5)
    _, kept = report(org)
    copies(kept, 7)
    page = list_reports(org.counsellor, desk=Desk.HOTLINE)
    assert (page.total, page.more_than_counted) == (5, True)


def test_decided_reports_are_listed_by_themselves(org):
    report(org)
    assert (
        list_reports(
            org.counsellor, desk=Desk.HOTLINE, status=ReportStatus.DECIDED
        ).rows
        == []
    )


def test_what_was_decided_last_is_listed_first_and_each_once(org):
    _, kept = report(org)
    copies(kept, SIZE + 5)
    Report.objects.update(
        status=ReportStatus.DECIDED,
        decision=Decision.ADVISED,
        decided_at=timezone.now(),
        waiting=False,
    )
    seen, after = [], None
    while after != "":
        page = list_reports(
            org.counsellor,
            desk=Desk.HOTLINE,
            status=ReportStatus.DECIDED,
            after=after,
        )
        seen += [row.ref for row in page.rows]
        after = page.next_key
    wanted = Report.objects.order_by("-due_at", "-pk").values_list("ref", flat=True)
    assert seen == list(wanted)


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_the_inbox_costs_the_same_for_1_report_and_for_40(org, who):
    _, kept = report(org)
    actor = org.actor(who)
    one = statements(lambda: list_reports(actor, desk=Desk.HOTLINE))
    copies(kept, 40)
    assert statements(lambda: list_reports(actor, desk=Desk.HOTLINE)) <= one <= 3


def test_the_case_list_costs_the_same_for_1_case_and_for_40(org):
    opened = case(org)
    actor = org.legal
    one = statements(lambda: list_cases(actor))
    more_cases(opened, 40)
    assert statements(lambda: list_cases(actor)) == one <= 3
    assert len(list_cases(actor).rows) == SIZE


def test_my_day_costs_the_same_however_much_waits(org):
    _, kept = report(org)
    opened = case(org, lead="casemanager", members=("manager",))
    actor = org.manager
    one = statements(lambda: my_day(actor))
    copies(kept, 40)
    more_cases(opened, 40)
    for _ in range(3):
        add_task(
            org.casemanager,
            ref=Case.objects.earliest("pk").ref,
            assignee=org.worker("manager").ref,
            due_at=timezone.now(),
            kind=TaskKind.CALL,
            document=TaskDocument(),
        )
    assert statements(lambda: my_day(actor)) == one <= 9


def test_the_newest_cases_come_first_when_asked(org):
    opened = case(org)
    more_cases(opened, 3)
    newest = list_cases(org.legal, order=CaseOrder.NEWEST).rows
    wanted = Seat.objects.filter(worker=org.worker("legal")).order_by("-since")
    assert [row.ref for row in newest] == [seat.case.ref for seat in wanted]


def test_my_day_shows_what_waits_for_me_and_names_nobody(org):
    opened = case(org)
    person(org, opened, "Chan Sophea")
    late = add_task(
        org.casemanager,
        ref=opened.ref,
        assignee=org.worker("legal").ref,
        due_at=timezone.now() - timedelta(days=1),
        kind=TaskKind.VISIT,
        document=TaskDocument(title="Visit Sophea"),
    )
    day = my_day(org.legal)
    assert [(task.ref, task.overdue) for task in day.tasks] == [(late.ref, True)]
    assert [(row.ref, row.overdue) for row in day.cases] == [(opened.ref, True)]
    assert day.desks == []
    assert "Sophea" not in repr(day)
    hotline = my_day(org.counsellor)
    assert [desk.desk for desk in hotline.desks] == [Desk.HOTLINE]
    assert hotline.tasks == hotline.cases == []


def test_safeguarding_counts_for_nobody_else(org):
    report(org, kind=CompartmentKind.SAFEGUARDING)
    (desk,) = my_day(org.focal).desks
    assert (desk.desk, desk.waiting) == (Desk.SAFEGUARDING, 1)
    for who in ("counsellor", "manager", "casemanager"):
        assert all(found.waiting == 0 for found in my_day(org.actor(who)).desks)


def test_closed_cases_are_listed_apart(org):
    opened = case(org)
    close_case(org.casemanager, ref=opened.ref, reason=CloseReason.DECLINED, text="So.")
    assert list_cases(org.legal).rows == []
    (row,) = list_cases(org.legal, status=CaseStatus.CLOSED).rows
    assert row.ref == opened.ref


def test_who_works_on_no_cases_lists_none(org):
    with pytest.raises(Refused):
        list_cases(org.analyst)
