"""A training gets a code; what paper says is added and never changed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.factories.ledger import events
from tests.site.learner import Learner

from romdoul.kernel.errors import BadInput, Conflict, NotFound, Refused
from romdoul.ledger.models import Entry
from romdoul.ledger.stores import Store
from romdoul.site.learning.counted import By, get_line, list_lines
from romdoul.site.learning.models import CourseGroup, CourseResult, PaperSheet
from romdoul.site.learning.officers import Officer, Right
from romdoul.site.learning.trainings import (
    Scores,
    Written,
    close_training,
    correct_paper,
    enter_paper,
    open_training,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OFFICER = Officer("E-1", frozenset(Right))
NOBODY = Officer("E-2", frozenset({Right.READ}))
FIVE = Written(7, [Scores(*pair) for pair in ((2, 5), (3, 6), (1, 7), (4, 4), (2, 6))])


@pytest.fixture
def code() -> str:
    return opened(OFFICER)


def opened(officer: Officer, **how: object) -> str:
    course = Learner().page.translation_key
    told = {"held_on": TODAY, "closes_on": TODAY, "province": "12"} | how
    return open_training(officer, course=course, **told)


def test_a_training_gets_a_code_that_can_be_read_out(code: str) -> None:
    assert len(code) == 6
    assert not set(code) & set("ILOU")
    assert events(Store.SITE) == ["training.opened"]
    entry = Entry.objects.get()
    assert (entry.actor, entry.refs) == ("E-1", code)


def test_its_code_cannot_end_before_it_is_held() -> None:
    with pytest.raises(BadInput):
        opened(OFFICER, closes_on=TODAY - timedelta(days=1))
    assert not CourseGroup.objects.exists()
    assert events(Store.SITE) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseGroup.objects.create(
            code="X",
            course=Learner().page.translation_key,
            held_on=TODAY,
            closes_on=TODAY - timedelta(days=1),
        )


REFUSED: dict[str, Callable[[str, str], object]] = {
    "open": lambda _code, _sheet: opened(NOBODY),
    "close": lambda code, _sheet: close_training(NOBODY, code=code),
    "enter": lambda code, _sheet: enter_paper(NOBODY, code=code, written=FIVE),
    "correct": lambda _code, sheet: correct_paper(NOBODY, sheet=sheet, written=FIVE),
}


@pytest.mark.parametrize("attempt", REFUSED)
def test_whoever_has_no_right_changes_nothing_and_stands_on_the_ledger(
    code: str, attempt: str
) -> None:
    sheet = enter_paper(OFFICER, code=code, written=FIVE)
    with pytest.raises(Refused):
        REFUSED[attempt](code, sheet)
    assert CourseGroup.objects.get().is_open
    assert PaperSheet.objects.count() == 1
    assert events(Store.SITE)[-1] == "action.refused"


def test_figures_are_read_by_those_who_may() -> None:
    blind = Officer("E-3", frozenset())
    with pytest.raises(Refused):
        list_lines(blind, By.COURSE)


def test_a_closed_code_is_taken_no_more(code: str) -> None:
    close_training(OFFICER, code=code)
    close_training(OFFICER, code=code)
    assert Learner().post("start/", group=code).status_code == 422
    assert events(Store.SITE) == ["training.opened", "training.closed"]


def test_a_code_that_is_none_is_not_found() -> None:
    for attempt in (
        lambda: close_training(OFFICER, code="000000"),
        lambda: enter_paper(OFFICER, code="000000", written=FIVE),
        lambda: correct_paper(OFFICER, sheet="B-0000-0000", written=FIVE),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_paper_is_counted_row_by_row(code: str) -> None:
    sheet = enter_paper(OFFICER, code=code, written=FIVE)
    line = get_line(OFFICER, CourseGroup.objects.get())
    assert (line.began, line.finished) == (5, 5)
    assert line.before == pytest.approx(200 / 7)
    assert line.after == pytest.approx(600 / 7)
    assert events(Store.SITE)[-1] == "training.paper_entered"
    assert Entry.objects.latest("seq").refs == f"{code} {sheet}"


def test_paper_can_say_only_how_many(code: str) -> None:
    enter_paper(OFFICER, code=code, written=Written(7, began=20, finished=18))
    line = get_line(OFFICER, CourseGroup.objects.get())
    assert (line.began, line.finished, line.gain) == (20, 18, None)
    assert not CourseResult.objects.exists()


def test_who_left_before_the_end_is_counted_as_having_begun(code: str) -> None:
    rows = [Scores(3, None), Scores(None, 5), Scores(None, None), Scores(0, 0)]
    enter_paper(OFFICER, code=code, written=Written(7, rows))
    sheet = PaperSheet.objects.get()
    assert (sheet.began, sheet.finished) == (3, 2)
    rows_kept = CourseResult.objects.order_by("pk")
    assert list(rows_kept.values_list("stage", "before", "after")) == [
        ("began", 3, None),
        ("finished", None, 5),
        ("finished", 0, 0),
    ]


@pytest.mark.parametrize(
    "written",
    [
        Written(7),
        Written(7, [Scores(None, None)]),
        Written(7, [Scores(8, 2)]),
        Written(7, [Scores(2, 8)]),
        Written(7, [Scores(-1, 2)]),
        Written(7, began=3, finished=4),
        Written(7, began=501),
        Written(7, finished=2),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    code: str, written: Written
) -> None:
    with pytest.raises(BadInput):
        enter_paper(OFFICER, code=code, written=written)
    assert not PaperSheet.objects.exists()
    assert not CourseResult.objects.exists()
    assert events(Store.SITE) == ["training.opened"]


def test_a_correction_is_a_new_sheet_and_the_old_one_stays(code: str) -> None:
    wrong = enter_paper(OFFICER, code=code, written=Written(7, began=50, finished=50))
    right = correct_paper(OFFICER, sheet=wrong, written=FIVE)
    assert PaperSheet.objects.get(ref=wrong).began == 50
    assert PaperSheet.objects.get(ref=right).replaces.ref == wrong
    line = get_line(OFFICER, CourseGroup.objects.get())
    assert (line.began, line.finished) == (5, 5)
    assert Entry.objects.latest("seq").refs == f"{code} {right} {wrong}"


def test_rows_of_a_sheet_that_was_replaced_count_no_more(code: str) -> None:
    wrong = enter_paper(OFFICER, code=code, written=FIVE)
    correct_paper(OFFICER, sheet=wrong, written=Written(7, began=5, finished=5))
    line = get_line(OFFICER, CourseGroup.objects.get())
    assert (line.began, line.finished, line.before) == (5, 5, None)
    assert CourseResult.objects.count() == 5


def test_a_sheet_is_corrected_once(code: str) -> None:
    wrong = enter_paper(OFFICER, code=code, written=FIVE)
    correct_paper(OFFICER, sheet=wrong, written=FIVE)
    with pytest.raises(Conflict):
        correct_paper(OFFICER, sheet=wrong, written=FIVE)
    assert PaperSheet.objects.count() == 2


def test_no_name_fits_into_what_is_kept() -> None:
    for model in (CourseGroup, PaperSheet, CourseResult):
        for field in model._meta.concrete_fields:
            assert (getattr(field, "max_length", None) or 0) <= 32, field
