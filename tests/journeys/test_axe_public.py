"""Every public page, every step and every error: accessible, narrow, quiet, at home."""

import pytest
from playwright.sync_api import Page
from tests.journeys.browsing import Watch
from tests.journeys.conftest import Phones
from tests.journeys.inspecting import faults
from tests.journeys.serving import Installation

STEPS = ("kind", "about", "phone", "call", "where", "tell")


def press(page: Page, do: str = "") -> None:
    """Press a page's main button, or the one that does this."""
    button = f"main button[value={do}]" if do else "main button.main"
    page.locator(button).locator("visible=true").first.click()


def steps(page: Page, language: str, kind: str) -> list[str]:
    """Go through every question, choosing what shows most; return what is wrong."""
    page.goto(f"/{language}/tell/")
    found = faults(page)
    # Where it happened is not asked of what is online.
    asked = [step for step in STEPS if (kind, step) != ("online_content", "where")]
    for step in asked:
        press(page)
        page.locator(f"form[data-question={step}]").wait_for()
        found += faults(page)
        chosen = {"kind": kind, "about": "no", "phone": "yes"}.get(step)
        if chosen:
            page.locator(f"main label.choice:has(input[value={chosen}])").click()
    return found


@pytest.mark.parametrize(
    ("language", "kind"), [("km", "own_people"), ("en", "online_content")]
)
def test_every_step_stands_as_it_should(
    phone: Phones, public_side: Installation, language: str, kind: str
) -> None:
    page = phone(public_side.public, locale=language)
    found = steps(page, language, kind)
    page.fill("[name=url]" if kind == "online_content" else "[name=text]", "x" * 400)
    found += faults(page)
    press(page)
    page.locator("form[data-code]").wait_for()
    found += faults(page)
    press(page, "code")
    page.locator(".code:visible").wait_for(timeout=30_000)
    digits = page.locator(".code:visible").inner_text()
    found += faults(page)
    press(page, "done")
    page.locator("form[data-code]").wait_for(state="detached")
    found += faults(page)
    found += box(page, language, digits, public_side)
    assert found == []


def box(page: Page, language: str, digits: str, public_side: Installation) -> list[str]:
    """Open the mailbox, empty and with an answer; return what is wrong."""
    found: list[str] = []
    for answered in (False, True):
        if answered:
            public_side.answer("ចម្លើយ an-answer-without-any-space" * 4)
        page.goto(f"/{language}/box/")
        found += faults(page)
        page.fill("[name=code]", digits)
        press(page, "open")
        page.locator("[name=text]:visible").wait_for(timeout=30_000)
        found += faults(page)
    return found


@pytest.mark.parametrize("language", ["km", "en"])
def test_every_plain_page_stands_as_it_should(
    phone: Phones, public_side: Installation, watch: Watch, language: str
) -> None:
    watch.expected |= {"Failed to load resource"}
    page = phone(public_side.public, locale=language)
    found = []
    for path, status in {
        f"/{language}/": 200,
        f"/{language}/phone/": 200,
        f"/{language}/box/": 200,
        "/away/": 200,
        f"/{language}/nothing-here/": 404,
        "/nothing-here/": 404,
    }.items():
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status, path
        found += faults(page)
    assert found == []


def wrong(page: Page) -> list[str]:
    """Return the faults of a page that says what has to be corrected."""
    page.locator(".error-summary").locator("visible=true").wait_for(timeout=30_000)
    return faults(page)


@pytest.mark.parametrize("language", ["km", "en"])
def test_every_page_that_finds_something_wrong_stands_as_it_should(
    phone: Phones, public_side: Installation, watch: Watch, language: str
) -> None:
    watch.expected |= {"Failed to load resource"}
    page = phone(public_side.public, locale=language)
    page.goto(f"/{language}/tell/")
    for step in STEPS[:4]:
        press(page)
        page.locator(f"form[data-question={step}]").wait_for()
    page.fill("[name=phone]", "12")
    press(page)
    found = wrong(page)
    page.fill("[name=phone]", "")
    for step in STEPS[4:]:
        press(page)
        page.locator(f"form[data-question={step}]").wait_for()
    press(page)
    found += wrong(page)
    page.goto(f"/{language}/box/")
    for code in ("12", "0000 0000 0000 0000"):
        page.fill("[name=code]", code)
        press(page, "open")
        found += wrong(page)
    assert found == []
