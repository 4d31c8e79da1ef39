"""After leaving a page of the website in a hurry, Back shows nothing of ours."""

import pytest
from playwright.sync_api import Page
from tests.journeys.browsing import WHOLE
from tests.journeys.conftest import Phones
from tests.journeys.website import Website

# What stays of a page, and what is asked before it goes, is the browser's own.
BROWSER = WHOLE
SCRIPT = pytest.mark.parametrize(
    "script", [True, False], ids=["JavaScript", "no JavaScript"]
)
QUIET = ("act/help", "act/report", "explore/resources/children")
EMPTY = "This page is empty."


def open_page(phone: Phones, side: Website, *, script: bool, path: str) -> Page:
    """Come by the first page, then open one by its link."""
    page = phone(side.public, locale="en", java_script_enabled=script)
    page.goto("/en/")
    page.goto(f"/en/{path}/")
    return page


def article(side: Website) -> str:
    """Return the place of a news article below its language."""
    pages = side.pages("en").items()
    return next(path[4:-1] for path, kind in pages if kind == "articlepage")


def leave(page: Page) -> None:
    page.locator(".leave").click()
    page.wait_for_url("**/away/")


@SCRIPT
@pytest.mark.parametrize("path", [*QUIET, "a news article"])
def test_back_shows_neither_the_page_that_was_left_nor_those_before_it(
    phone: Phones, website: Website, path: str, *, script: bool
) -> None:
    if path not in QUIET:
        path = article(website)
    page = open_page(phone, website, script=script, path=path)
    words = page.locator("h1").inner_text()
    leave(page)
    while page.go_back() is not None and page.url != "about:blank":
        assert page.url.endswith("/away/")
        assert page.locator("body").inner_text().strip() == EMPTY
        assert words not in page.content()


@SCRIPT
def test_one_page_alone_is_left_without_a_trace_where_script_can(
    phone: Phones, website: Website, *, script: bool
) -> None:
    page = phone(website.public, locale="en", java_script_enabled=script)
    page.goto("/en/act/help/")
    before = page.evaluate("history.length") if script else 0
    leave(page)
    names = [cookie["name"] for cookie in page.context.cookies()]
    assert names == ([] if script else ["left"])
    if script:
        assert page.evaluate("history.length") == before
    page.go_back()
    assert page.locator("h1", has_text="Ask for help").count() == 0


@SCRIPT
def test_who_comes_anew_sees_the_pages_again(
    phone: Phones, website: Website, *, script: bool
) -> None:
    page = open_page(phone, website, script=script, path="act/help")
    leave(page)
    page.goto("/")
    assert page.url.endswith("/en/")
    page.goto("/en/act/help/")
    assert page.locator("main form button.main").is_visible()


@pytest.mark.parametrize(
    "path", ["act/help", "act/report", "explore/resources/children"]
)
def test_the_history_names_no_page_about_help(
    phone: Phones, website: Website, path: str
) -> None:
    page = phone(website.public, locale="en")
    page.goto(f"/en/{path}/")
    assert page.title() == "Romdoul"


def test_telling_us_from_any_page_leaves_no_step_in_the_history(
    phone: Phones, website: Website
) -> None:
    page = phone(website.public, locale="en")
    page.goto("/en/work/hotline/")
    before = page.evaluate("history.length")
    page.locator(".ways form button").first.click()
    page.locator("form[data-question=safety]").wait_for()
    assert page.evaluate("history.length") == before
    assert page.locator(".menu").count() == 0
    page.locator(".languages [lang=km]").click()
    page.locator("html[lang=km]").wait_for()
