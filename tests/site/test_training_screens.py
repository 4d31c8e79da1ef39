"""The trainings in the editing process, screen by screen."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from tests.conftest import process_settings
from tests.factories import editors
from tests.factories.ledger import events
from tests.site.learner import Learner

from romdoul.ledger.stores import Store
from romdoul.site.learning.models import CourseGroup, CourseResult, PaperSheet

pytestmark = pytest.mark.django_db
ALL = ("add_coursegroup", "change_coursegroup", "add_papersheet", "view_courseresult")


@pytest.fixture(autouse=True)
def in_the_editing_process() -> Iterator[None]:
    with override_settings(**process_settings("edit")):
        yield


def signed_in(*rights: str) -> Client:
    return editors.signed_in(
        editors.account(f"e{len(rights)}", *rights, "access_admin")
    )


@pytest.fixture
def officer() -> Client:
    return signed_in(*ALL)


@pytest.fixture
def code(officer: Client) -> str:
    today = timezone.localdate().isoformat()
    told = {"held_on": today, "closes_on": today, "province": "17"}
    course = str(Learner().page.translation_key)
    sent = officer.post("/trainings/open/", told | {"course": course})
    assert sent.status_code == 302, sent.content.decode()[-2000:]
    return CourseGroup.objects.get().code


def rows(*pairs: tuple[str, str], **more: str) -> dict[str, str]:
    told = {"rows": "30"} | more
    for n, (before, after) in enumerate(pairs):
        told |= {f"before{n}": before, f"after{n}": after}
    return told


def test_an_opened_training_shows_its_code(officer: Client, code: str) -> None:
    page = officer.get(f"/trainings/{code}/").content.decode()
    assert f'<p class="training-code">{code}</p>' in page
    assert "Siem Reap" in page
    assert code in officer.get("/trainings/").content.decode()


def test_the_menu_shows_them_to_who_may_see_them(officer: Client) -> None:
    assert "/trainings/" in officer.get("/").content.decode()
    assert "/trainings/" not in signed_in().get("/").content.decode()


def test_who_may_not_is_turned_away_from_every_screen(code: str) -> None:
    stranger = signed_in()
    places = ("", "open/", "figures/", "figures.csv", f"{code}/", f"{code}/paper/")
    for place in places:
        assert stranger.get(f"/trainings/{place}").status_code == 403, place
    assert stranger.post(f"/trainings/{code}/close/").status_code == 403
    assert CourseGroup.objects.get().is_open


def test_who_is_not_signed_in_is_asked_to_be(code: str) -> None:
    for place in ("", f"{code}/", "figures.csv"):
        assert Client().get(f"/trainings/{place}").status_code == 302


def test_a_day_before_the_training_is_said_to_be_wrong(officer: Client) -> None:
    course = str(Learner().page.translation_key)
    told = {"course": course, "held_on": "2026-11-20", "closes_on": "2026-11-19"}
    sent = officer.post("/trainings/open/", told)
    assert sent.status_code == 422
    assert "cannot end before" in sent.content.decode()
    assert not CourseGroup.objects.exists()


def test_rows_of_paper_are_saved_and_shown(officer: Client, code: str) -> None:
    sent = officer.post(
        f"/trainings/{code}/paper/", rows(("2", "6"), ("3", "7"), ("1", ""))
    )
    assert sent.status_code == 302
    sheet = PaperSheet.objects.get()
    assert (sheet.began, sheet.finished) == (3, 2)
    assert sheet.ref in officer.get(f"/trainings/{code}/").content.decode()
    assert events(Store.SITE)[-1] == "training.paper_entered"


def test_more_rows_keep_what_was_typed(officer: Client, code: str) -> None:
    sent = officer.post(
        f"/trainings/{code}/paper/", rows(("2", "6"), more="1", began="40")
    )
    page = sent.content.decode()
    assert 'name="before59"' in page
    assert 'name="before0" value="2"' in page
    assert 'name="began" value="40"' in page
    assert not PaperSheet.objects.exists()


@pytest.mark.parametrize(
    "told", [rows(), rows(("9", "1")), rows(("x", "1")), rows(began="2", finished="3")]
)
def test_what_cannot_be_is_said_beside_what_was_typed(
    officer: Client, code: str, told: dict[str, str]
) -> None:
    sent = officer.post(f"/trainings/{code}/paper/", told)
    assert sent.status_code == 422
    assert "errorlist" in sent.content.decode()
    assert not PaperSheet.objects.exists()


def test_a_sheet_is_corrected_from_what_it_said(officer: Client, code: str) -> None:
    officer.post(f"/trainings/{code}/paper/", rows(("2", "6")))
    wrong = PaperSheet.objects.get()
    place = f"/trainings/{code}/paper/?instead={wrong.ref}"
    assert 'name="after0" value="6"' in officer.get(place).content.decode()
    assert officer.post(place, rows(("2", "5"))).status_code == 302
    page = officer.get(f"/trainings/{code}/").content.decode()
    assert f"replaced by {PaperSheet.objects.latest('pk').ref}" in page
    assert officer.get(place).status_code == 404


def test_the_code_is_closed_by_a_button(officer: Client, code: str) -> None:
    assert (
        "Take the code no more" in officer.get(f"/trainings/{code}/").content.decode()
    )
    officer.post(f"/trainings/{code}/close/")
    page = officer.get(f"/trainings/{code}/").content.decode()
    assert "closed" in page
    assert "Take the code no more" not in page


def test_figures_stand_as_a_drawing_a_table_and_a_file(
    officer: Client, code: str
) -> None:
    officer.post(f"/trainings/{code}/paper/", rows(*[("2", "6")] * 6))
    page = officer.get("/trainings/figures/?by=group").content.decode()
    assert 'training-chart"' in page
    assert page.count("29 %") == 4
    chart = page[page.index('training-chart"') :].partition("</svg>")[0]
    drawn = re.findall(r' (?:width|x)="([^"]*)"', chart)
    assert drawn
    assert all(re.fullmatch(r"[0-9]+(\.[0-9])?", number) for number in drawn)
    assert "What these figures count" in page
    sent = officer.get("/trainings/figures.csv?by=group")
    assert sent["Content-Type"] == "text/csv; charset=utf-8"
    first, second, third = sent.content.decode("utf-8-sig").splitlines()
    assert first == "part,began,finished,before,after,gain"
    assert second == f"{code},6,6,28.6,85.7,57.1"
    assert third.endswith(",6,6,28.6,85.7,57.1")


@pytest.mark.parametrize("by", ["course", "group", "month", "province", "nonsense", ""])
def test_figures_are_split_each_way_and_nonsense_is_by_course(
    officer: Client, code: str, by: str
) -> None:
    officer.post(f"/trainings/{code}/paper/", rows(*[("2", "6")] * 5))
    course = str(CourseGroup.objects.get().course)
    for query in (f"?by={by}", f"?by={by}&course={course}", f"?by={by}&course=x"):
        assert officer.get(f"/trainings/figures/{query}").status_code == 200


def test_four_people_are_told_of_by_no_score(officer: Client, code: str) -> None:
    officer.post(f"/trainings/{code}/paper/", rows(*[("2", "6")] * 4))
    page = officer.get("/trainings/figures/?by=group").content.decode()
    assert 'training-chart"' not in page
    assert "too few to tell" in page
    assert CourseResult.objects.count() == 4


def test_a_title_is_no_formula_in_a_spreadsheet(officer: Client, code: str) -> None:
    for language in ("km", "en"):
        page = Learner(language=language).page
        page.title = "=HYPERLINK(1)"
        page.save_revision().publish()
    officer.post(f"/trainings/{code}/paper/", rows(*[("2", "6")] * 5))
    sent = officer.get("/trainings/figures.csv?by=course").content.decode()
    assert "\n'=HYPERLINK(1),5" in sent
