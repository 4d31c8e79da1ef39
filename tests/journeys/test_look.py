"""Every part of both worlds in a real browser: accessible, quiet, within the width."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browsing import (
    DESKTOP,
    DRAWN,
    PHONE,
    Watch,
    serve_drawn,
    violations,
)
from tests.journeys.specimen import draw

from romdoul.config.headers import DESK_HEADERS, PUBLIC_HEADERS

HEADERS = {"public": PUBLIC_HEADERS, "desk": DESK_HEADERS}


@pytest.fixture
def watch() -> Watch:
    return Watch({DRAWN})


def show(browser: Browser, watch: Watch, world: str, language: str, **how: str) -> Page:
    viewport = PHONE if how.get("size", "phone") == "phone" else DESKTOP
    context = browser.new_context(
        viewport=viewport, color_scheme="dark" if how.get("scheme") == "dark" else None
    )
    watch.follow(context)
    page = context.new_page()
    html = draw(world, language, wrong=how.get("wrong") == "yes")
    serve_drawn(page, html, HEADERS[world])
    page.goto(f"{DRAWN}/{language}/form/")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("language", ["km", "en"])
@pytest.mark.parametrize("world", ["public", "desk"])
def test_every_part_is_accessible_quiet_and_within_the_width(
    browser: Browser, watch: Watch, world: str, language: str, size: str, scheme: str
) -> None:
    wrong = "yes" if scheme == "dark" else "no"
    page = show(browser, watch, world, language, size=size, scheme=scheme, wrong=wrong)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    assert violations(page) == []
    watch.assert_quiet()
    page.context.close()


def test_what_can_be_touched_is_large_enough(browser: Browser, watch: Watch) -> None:
    page = show(browser, watch, "public", "km")
    small = page.eval_on_selector_all(
        "main button, main .button, .choice, .top a, .ways a, .numbers a, summary,"
        " input:not([type=hidden], [type=radio], [type=checkbox])",
        "all => all.filter(e => e.offsetHeight && e.offsetHeight < 44)"
        ".map(e => e.outerHTML)",
    )
    assert small == []
    page.context.close()


def test_khmer_is_drawn_with_our_font(browser: Browser, watch: Watch) -> None:
    page = show(browser, watch, "public", "km")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.weight)"
    )
    # One file with every weight between, and no other.
    assert loaded == ["400 700"]
    page.context.close()


def leave_by(page: Page, how: str) -> None:
    if how == "link":
        page.get_by_role("link", name="Leave this page", exact=True).click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")


@pytest.mark.parametrize("how", ["link", "Shift three times"])
def test_leaving_replaces_the_page_in_the_history(
    browser: Browser, watch: Watch, how: str
) -> None:
    page = show(browser, watch, "public", "en")
    before = page.evaluate("history.length")
    with page.expect_request(f"{DRAWN}/leave/"):
        leave_by(page, how)
    page.wait_for_url(f"{DRAWN}/leave/")
    assert page.evaluate("history.length") == before
    page.context.close()


def test_shift_is_forgotten_when_something_is_typed_between(
    browser: Browser, watch: Watch
) -> None:
    page = show(browser, watch, "public", "en")
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    assert page.url == f"{DRAWN}/en/form/"
    page.context.close()


def test_a_desk_left_alone_is_covered_and_keeps_what_was_typed(
    browser: Browser, watch: Watch
) -> None:
    page = show(browser, watch, "desk", "en", size="desktop")
    page.fill("main textarea", "what was typed")
    page.evaluate("""() => {
      const real = Date.now;
      Date.now = () => real() + 601_000;
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    assert page.locator("#lock").is_visible()
    assert not page.locator("main").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#lock").is_visible()
    with page.expect_request(f"{DRAWN}/unlock/") as sent:
        page.fill("#lock-password", "a password")
        page.click("#lock button")
    assert sent.value.method == "POST"
    # The drawn server answers every address with a page of its own at /unlock/.
    expect(page.locator("#lock [data-wrong]")).to_be_visible()
    page.context.close()
