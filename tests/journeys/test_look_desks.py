"""The desks on a phone, and on paper: what is touched, and what may not be printed."""

import pytest
from playwright.sync_api import Page
from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import Phones
from tests.journeys.test_axe_desks import beginnings, seat
from tests.journeys.visiting import Demo

from romdoul.staff.rights import Role

# Pages with every sort of list and act; the case's file comes first.
PAGES = {
    Role.CASE_MANAGER: ("/", "/cases/", "/cases/?status=closed"),
    Role.MANAGER: ("/staff/", "/ledger/"),
    Role.COUNSELLOR: ("/hotline/", "/hotline/?status=decided"),
    Role.ANALYST: ("/account/",),
}
# What can be touched and seen, and is lower than a thumb is wide.
SMALL = """() => [...document.querySelectorAll(
    "a, button, select, summary, textarea, input:not([type=hidden])")]
  .filter(e => !e.closest(".skip, .hidden-visually, dialog"))
  .filter(e => e.getClientRects().length && !e.closest("label"))
  .map(e => [e.offsetHeight, e.outerHTML.slice(0, 90)])
  .filter(([height]) => height < 44)"""
CONTROLS = (
    "button, select, input, textarea, .button, .acts, nav a, header, audio, dialog"
)


def pages(demo: Demo, role: Role) -> tuple[str, ...]:
    """Return a role's pages; for a case manager the file of a full case too."""
    file = beginnings(demo, role)[1:2] if role is Role.CASE_MANAGER else []
    return (*file, *PAGES[role])


@pytest.mark.parametrize("role", PAGES)
def test_on_a_phone_everything_that_is_touched_is_large_enough(
    phone: Phones, demo: Demo, role: Role
) -> None:
    page = seat(phone, demo, demo.first(role))
    small: list[str] = []
    for path in pages(demo, role):
        page.goto(path)
        small += [f"{path} {found}" for found in page.evaluate(SMALL)]
    assert small == []


def test_on_a_phone_who_i_am_stands_in_one_line_and_every_desk_is_in_sight(
    phone: Phones, demo: Demo
) -> None:
    for role in (Role.CASE_MANAGER, Role.MANAGER):
        page = seat(phone, demo, demo.first(role))
        page.goto("/ledger/" if role is Role.MANAGER else "/cases/")
        ways = page.locator(".brand, .me > a, .me > form")
        assert len({_middle(one) for one in ways.all()}) == 1
        for entry in page.locator(".rail a").all():
            box = entry.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE["width"]


def _middle(one: object) -> int:
    box = one.bounding_box()  # type: ignore[attr-defined]
    return round(box["y"] + box["height"] / 2)


def test_in_a_card_every_word_of_a_cell_stands_beside_its_label(
    phone: Phones, demo: Demo
) -> None:
    page = seat(phone, demo, demo.first(Role.MANAGER))
    page.goto("/ledger/")
    lefts = page.eval_on_selector_all(
        ".cards td[data-label] > *",
        "all => all.map(e => e.getBoundingClientRect().left)",
    )
    assert lefts
    assert min(lefts) > 120


def on_paper(page: Page, path: str) -> None:
    page.goto(path)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.emulate_media(media="print")


@pytest.mark.parametrize("role", PAGES)
def test_on_paper_there_is_no_control_and_who_printed_it_is_said(
    phone: Phones, demo: Demo, role: Role
) -> None:
    page = seat(phone, demo, demo.first(role))
    for path in pages(demo, role):
        on_paper(page, path)
        shown = page.locator(CONTROLS).locator("visible=true")
        assert [one.inner_text() for one in shown.all()] == [], path
        assert demo.first(role) in page.locator(".printed").inner_text()
        assert page.evaluate("document.body.scrollWidth - innerWidth") <= 0


def test_on_paper_a_moment_is_exact_and_a_list_says_what_it_lists(
    phone: Phones, demo: Demo
) -> None:
    page = seat(phone, demo, demo.first(Role.COUNSELLOR))
    on_paper(page, "/hotline/?status=decided")
    [tab] = page.locator(".tabs li").locator("visible=true").all()
    assert tab.inner_text().strip()
    said = page.eval_on_selector_all(
        "td > time",
        "all => all.map(e => [getComputedStyle(e).fontSize,"
        " getComputedStyle(e, '::after').content, e.title])",
    )
    assert said
    for size, content, title in said:
        assert (size, content) == ("0px", f'"{title}"')


@pytest.mark.parametrize("language", ["km", "en"])
def test_on_paper_the_letters_are_of_a_papers_size(
    phone: Phones, demo: Demo, language: str
) -> None:
    page = phone(demo.desks, locale=language)
    on_paper(page, "/sign-in/")
    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    # In CSS pixels, of which 96 are an inch: 10.5 and 11 points.
    assert round(size * 72 / 96, 1) == {"km": 11, "en": 10.5}[language]
