"""A course on a narrow phone, without scripts, from its first page to its paper."""

from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from tests.journeys.browsing import Watch
from tests.journeys.conftest import Phones
from tests.journeys.inspecting import faults
from tests.journeys.seeking import words_in
from tests.journeys.serving import ROOT, Installation

from romdoul.site.content.reading import read_told

COURSES = ROOT / "src/romdoul/site/content/first/home/explore/courses"
NAME = "ឃ្មឹកទូច ស្រីកន្ទួត"
OTHER = "ចាន់ បូផាក្រមួន"
CODE = "7K2M9Q"
QUIET = {"java_script_enabled": False}


def right_answers(slug: str) -> list[int]:
    """Return the number of each right answer of a course's test."""
    told = read_told(COURSES / slug / "km.md")
    questions = [value for name, value in told.blocks if name == "question"]
    return [
        next(n for n, one in enumerate(question["choices"]) if one.get("right"))
        for question in questions
    ]


def open_training(public_side: Installation, slug: str) -> None:
    """Let a training of this course stand, as the editing process would open it."""
    [(course,)] = public_side.rows(
        "site",
        "SELECT DISTINCT translation_key FROM wagtailcore_page WHERE slug = ?",
        slug,
    )
    public_side.rows(
        "site",
        "INSERT OR IGNORE INTO learning_coursegroup"
        " (code, course, held_on, closes_on, province, is_open)"
        " VALUES (?, ?, '2026-01-01', '2099-01-01', '12', 1)",
        CODE,
        course,
    )


def press(page: Page) -> None:
    page.locator("main button.main").click()


def answer(page: Page, answers: list[int]) -> None:
    for number, chosen in enumerate(answers):
        page.locator(f"[name=q{number}][value='{chosen}']").check()
    press(page)


def through(page: Page, slug: str, language: str, code: str = "") -> None:
    """Take the whole course: knowing nothing before, and all after."""
    page.goto(f"/{language}/explore/courses/{slug}/")
    page.locator("main a.main").click()
    page.fill("[name=group]", code)
    press(page)
    right = right_answers(slug)
    answer(page, [-1] * len(right))
    page.locator("main a.main").click()
    while not page.url.endswith("/after/"):
        press(page)
    answer(page, right)
    assert page.url.endswith("/result/")


def certificate(page: Page, name: str) -> bytes:
    page.locator("main a.main").click()
    page.fill("[name=name]", name)
    with page.expect_download() as downloading:
        press(page)
    path = downloading.value.path()
    assert path is not None
    return Path(path).read_bytes()


def test_a_course_is_taken_to_its_certificate_without_scripts(
    phone: Phones, public_side: Installation
) -> None:
    open_training(public_side, "police")
    page = phone(public_side.public, locale="km", accept_downloads=True, **QUIET)
    through(page, "police", "km", "7k2 m9q")
    pdf = PdfReader(BytesIO(certificate(page, NAME)))
    text = "".join(pdf.pages[0].extract_text().split())
    assert "".join(NAME.split()) in text
    words = pdf.pages[0].extract_text().split()
    place = urlsplit(next(word for word in words if "?code=" in word))

    other = phone(public_side.public, locale="km", **QUIET)
    other.goto(f"{place.path}?{place.query}")
    other.fill("[name=name]", OTHER)
    press(other)
    assert "ទេ យើងមិនស្គាល់" in other.locator("main").inner_text()
    other.fill("[name=name]", NAME)
    press(other)
    assert "មែនហើយ" in other.locator("main").inner_text()

    rows = public_side.rows(
        "site",
        "SELECT r.stage, r.before, r.after, r.language, g.code FROM"
        " learning_courseresult r JOIN learning_coursegroup g ON g.id = r.group_id"
        " ORDER BY r.id",
    )
    assert rows == [("began", 0, None, "km", CODE), ("finished", 0, 7, "km", CODE)]


def test_no_name_of_a_learner_stands_anywhere(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="km", accept_downloads=True, **QUIET)
    through(page, "guesthouses", "km")
    certificate(page, NAME)
    page.goto("/km/verify/")
    for code in ("V-0000-0000", _code(public_side)):
        page.fill("[name=code]", code)
        page.fill("[name=name]", NAME)
        press(page)
    searched = [public_side.folder / part for part in ("home", "tmp", "log")]
    assert words_in(searched, [NAME, *NAME.split()]) == []


def _code(public_side: Installation) -> str:
    newest = "SELECT code FROM learning_certificate ORDER BY id DESC LIMIT 1"
    [(code,)] = public_side.rows("site", newest)
    return str(code)


def test_leaving_in_a_hurry_forgets_the_course(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en", **QUIET)
    page.goto("/en/explore/courses/parents/start/")
    press(page)
    assert "p" in {one["name"] for one in page.context.cookies()}
    page.locator("a.button.leave").click()
    assert "p" not in {one["name"] for one in page.context.cookies()}


def read(page: Page, home: str) -> list[str]:
    """Read about the course and try a lesson; return what is wrong."""
    found: list[str] = []
    for place in ("", "parents/", "parents/listening/"):
        page.goto(home + place)
        found += faults(page)
    page.locator("[name=q0]").first.check()
    page.locator("fieldset button.second").first.click()
    return found + faults(page)


def begin(page: Page, home: str) -> list[str]:
    """Begin, with a code that is none and answers that are missing."""
    page.goto(f"{home}parents/start/")
    found = faults(page)
    page.fill("[name=group]", "000000")
    press(page)
    found += faults(page)
    page.fill("[name=group]", "")
    press(page)
    press(page)
    return found + faults(page)


def end(page: Page, home: str) -> list[str]:
    """Take the course with one answer wrong, and look at what stays."""
    right = right_answers("parents")
    answer(page, [-1] * len(right))
    found = faults(page)
    page.locator("main a.main").click()
    while not page.url.endswith("/after/"):
        press(page)
    answer(page, [*right[:-1], -1])
    found += faults(page)
    for place in ("certificate/", "remembered/", ""):
        page.goto(f"{home}parents/{place}")
        found += faults(page)
    return found


def check(page: Page, language: str) -> list[str]:
    """Check a certificate that there is not."""
    page.goto(f"/{language}/verify/")
    found = faults(page)
    press(page)
    found += faults(page)
    page.fill("[name=code]", "V-0000-0000")
    page.fill("[name=name]", OTHER)
    press(page)
    return found + faults(page)


@pytest.mark.parametrize("language", ["km", "en"])
def test_every_page_of_a_course_stands_as_it_should(
    phone: Phones, public_side: Installation, watch: Watch, language: str
) -> None:
    watch.expected |= {"Failed to load resource"}
    page = phone(public_side.public, locale=language)
    home = f"/{language}/explore/courses/"
    found = read(page, home) + begin(page, home) + end(page, home)
    assert found + check(page, language) == []
