"""What the browser keeps to itself goes with the page, and the page says so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect
from tests.journeys.browsing import WHOLE
from tests.journeys.conftest import Phones
from tests.journeys.inspecting import faults
from tests.journeys.serving import Installation
from tests.journeys.test_public_form import NUMBER, WORDS, reach_the_last_page, send

# What stays of a page, and what is asked before it goes, is the browser's own.
BROWSER = WHOLE


@pytest.mark.parametrize("language", ["en", "km"])
def test_a_page_loaded_again_says_what_is_no_longer_there(
    phone: Phones, public_side: Installation, language: str
) -> None:
    page = phone(public_side.public, locale=language)
    reach_the_last_page(page)
    expect(page.locator("[data-unsent]")).to_be_visible()
    expect(page.locator("[data-anew]")).to_be_hidden()
    page.fill("[name=text]", WORDS)
    page.goto(f"/{language}/form/")
    expect(page.locator("[data-anew]")).to_be_visible()
    assert page.input_value("[name=text]") == ""
    assert faults(page) == []
    for step in ("where", "call"):
        page.locator("button.back").click()
        page.locator(f"form[data-question={step}]").wait_for()
        expect(page.locator("[data-anew]")).to_be_hidden()
        expect(page.locator("[data-unsent]")).to_be_visible()
    assert page.input_value("[name=phone]") == ""
    # What has no name of anybody in it is still known.
    assert page.locator("form[data-phone-shared=yes]").count() == 1
    page.fill("[name=phone]", NUMBER)
    page.fill("[name=safe_hours]", "noon")
    for step in ("where", "tell"):
        page.locator("main button.main").click()
        page.locator(f"form[data-question={step}]").wait_for()
    ref = send(page)
    [report] = [one for one in public_side.reports() if one["ref"] == ref]
    assert (report["phone"], report["text"]) == (NUMBER, "")


def test_without_javascript_nothing_is_gone_and_nothing_is_said(
    phone: Phones, public_side: Installation
) -> None:
    page = phone(public_side.public, locale="en", java_script_enabled=False)
    reach_the_last_page(page)
    page.goto("/en/form/")
    expect(page.locator("[data-anew]")).to_have_count(0)
    expect(page.locator("[data-unsent]")).to_be_hidden()
    for step in ("where", "call"):
        page.locator("button.back").click()
        page.locator(f"form[data-question={step}]").wait_for()
    assert page.input_value("[name=phone]") == NUMBER


def leave(page: Page) -> None:
    page.locator(".button.leave").click()
    page.wait_for_url("**/away/")


def shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/away/")


def close(page: Page) -> None:
    """Close the page as its window does; a question would keep it."""
    with page.expect_event("close", timeout=10_000):
        page.close(run_before_unload=True)


@pytest.mark.parametrize("way", [leave, shift, close])
def test_whoever_goes_in_a_hurry_is_asked_nothing(
    phone: Phones, public_side: Installation, way: Callable[[Page], None]
) -> None:
    page = phone(public_side.public, locale="en")
    asked: list[Dialog] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog)

    page.context.on("dialog", note)
    reach_the_last_page(page)
    page.fill("[name=text]", WORDS)
    way(page)
    assert asked == []
