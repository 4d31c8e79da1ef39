"""A page is translated side by side in a browser: kept, let out, found out of date."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from tests.journeys.conftest import Somebody
from tests.journeys.visiting import Demo

TITLE, NEWER, KHMER = "Our garden", "Our greener garden", "សួនរបស់យើង"
EDITOR = ".js-translation-editor"
NUMBER = "SELECT id FROM wagtailcore_page WHERE url_path = ?"
IN_KHMER = """
    SELECT id, live, title FROM wagtailcore_page
    WHERE url_path LIKE '/home-km/about/our-%garden%'
"""
A_DAY_AGO = """
    UPDATE wagtailcore_page SET last_published_at = datetime('now', '-1 day')
    WHERE id = ?
"""


def publish(page: Page) -> None:
    """Publish, by the button at the foot or in its menu, in either editor."""
    button = page.locator("footer [name=action-publish], footer [value=publish]").first
    button.wait_for(state="attached")
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    button.click()
    # A translation that is not whole goes out with a word of warning.
    page.locator(".messages .success, .messages .warning").first.wait_for()


def out_in_english(demo: Demo, page: Page) -> int:
    """Write a page and publish it; return its number."""
    [(above,)] = demo.rows("site", NUMBER, "/home-en/about/")
    page.goto(f"/pages/add/pages/textpage/{above}/")
    page.wait_for_load_state("networkidle")
    page.locator("#id_title").press_sequentially(TITLE)
    # A script makes the end of the address of it, a moment later.
    expect(page.locator("#id_slug")).to_have_value("our-garden")
    publish(page)
    [(number,)] = demo.rows("site", NUMBER, "/home-en/about/our-garden/")
    return int(number)


def begun(page: Page, number: int) -> str:
    """Begin a translation; return where it is written, side by side."""
    page.goto(f"/localize/submit/page/{number}/")
    page.locator("[name=locales]").first.check()
    page.locator("main form [type=submit]").last.click()
    page.locator(f"{EDITOR} button").first.wait_for()
    return urlsplit(page.url).path


def type_title(page: Page, told: str) -> None:
    """Type the title, which stands first, and have it kept."""
    page.locator(f"{EDITOR} li button").first.click()
    typed = page.locator(f"{EDITOR} textarea")
    typed.fill(told)
    with page.expect_response(lambda got: got.request.method == "PUT") as answer:
        # One button lets go of it; the other keeps it.
        typed.locator("xpath=ancestor::*[count(.//button)=2][1]//button").last.click()
    assert answer.value.status == 201


def test_a_page_is_translated_side_by_side_let_out_and_found_out_of_date(
    demo: Demo, somebody: Somebody
) -> None:
    reviewing, writing = somebody("reviewer-1"), somebody("editor-1")
    english = out_in_english(demo, reviewing)

    editor = begun(writing, english)
    type_title(writing, KHMER)
    writing.reload()
    expect(writing.locator(EDITOR)).to_contain_text(KHMER)
    expect(writing.locator("footer [value=publish]")).to_have_count(0)
    [(khmer, is_out, _title)] = demo.rows("site", IN_KHMER)
    assert not is_out

    reviewing.goto(editor)
    publish(reviewing)
    assert demo.rows("site", IN_KHMER) == [(khmer, 1, KHMER)]

    reviewing.goto(f"/pages/{english}/edit/")
    reviewing.locator("#id_title").fill(NEWER)
    publish(reviewing)
    demo.rows("site", A_DAY_AGO, khmer)
    writing.goto("/reports/translations/")
    behind = writing.locator("li", has=writing.locator(f"a[href='{editor}']"))
    behind.locator("a.button").click()
    writing.locator("main form [type=submit]").last.click()
    writing.locator(".messages .success").first.wait_for()
    writing.goto(editor)
    expect(writing.locator(EDITOR)).to_contain_text(NEWER)
    assert demo.rows("site", IN_KHMER) == [(khmer, 1, KHMER)], "what is out stands"
