"""Story 12: a survivor withdraws consent, and the story is gone; before, it is asked.

The demo is served anew for this: what is withdrawn here does not come back.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.browsing import violations
from tests.journeys.conftest import Phones
from tests.journeys.visiting import Demo, demo_served, demo_told

PLACE = "explore/media/stories"
TOLD, WAITING = "the-judges-chair", "the-envelope"
TITLES = {"km": "កៅអីចៅក្រម", "en": "The judge's chair"}
# The story says within the hour; what is kept in memory ends far sooner.
SOON = 60.0


@pytest.fixture(scope="module")
def house(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo_served(demo_told(shared), tmp_path_factory.mktemp("stories")) as served:
        yield served


def editing(phone: Phones, house: Demo, role: str) -> Page:
    """Return a page of somebody who is signed in to the editing."""
    page = phone(house.edit, locale="km")
    page.context.add_cookies(house.cookies_of(house.first(role)))
    return page


def key_of(house: Demo, slug: str) -> str:
    """Return what the records of a story are kept under."""
    [(key,)] = house.rows(
        "site",
        "SELECT DISTINCT translation_key FROM wagtailcore_page WHERE slug = ?",
        slug,
    )
    return str(key)


def address(language: str) -> str:
    return f"/{language}/{PLACE}/{TOLD}/"


def found_by_search(page: Page, language: str) -> bool:
    page.goto(f"/{language}/search/")
    page.locator("main [name=q]").fill(TITLES[language])
    page.locator("main form.seek button").click()
    page.locator("main [role=status]").wait_for()
    return page.locator(f"main a[href='{address(language)}']").count() > 0


def stands(page: Page, language: str) -> dict[str, bool]:
    """Return where the story is to be found by a visitor."""
    asked = page.request
    link = f'href="{address(language)}"'
    return {
        "page": asked.get(address(language)).status == 200,
        "list": link in asked.get(f"/{language}/{PLACE}/").text(),
        "feed": address(language) in asked.get(f"/{language}/news.xml").text(),
        "search": found_by_search(page, language),
    }


def test_withdrawn_it_is_off_page_list_search_feed_and_cache(
    phone: Phones, house: Demo
) -> None:
    visitor = phone(house.public, locale="km")
    for language in TITLES:
        assert set(stands(visitor, language).values()) == {True}
    editor = editing(phone, house, "editor")
    editor.goto("/stories/")
    editor.get_by_role("link", name=TITLES["km"]).click()
    editor.locator("form[action$='/withdraw/'] button").click()
    expect(editor.locator("main")).to_contain_text("Newsletter")
    editor.locator("form[action$='/withdraw/'] button.no").click()
    began = time.monotonic()
    # Where copies went stands there, to be called back.
    expect(editor.locator(".messages")).to_be_visible()
    expect(editor.locator("form[action*='/copy/'] p").first).to_contain_text(
        "Newsletter"
    )
    while any(any(stands(visitor, language).values()) for language in TITLES):
        assert time.monotonic() - began < SOON
        time.sleep(0.5)
    assert any("story.consent_withdrawn" in row for row in events(house))


def events(house: Demo) -> list[tuple[str, ...]]:
    return house.rows("site", "SELECT event FROM ledger_entry ORDER BY seq")


def test_no_story_goes_out_before_a_second_person_said_yes_to_every_question(
    phone: Phones, house: Demo
) -> None:
    key = key_of(house, WAITING)
    house.rows("site", "DELETE FROM pages_storyreview WHERE story = ?", key)
    [(page_id,)] = house.rows(
        "site",
        "SELECT p.id FROM wagtailcore_page p JOIN wagtailcore_locale l"
        " ON l.id = p.locale_id WHERE slug = ? AND language_code = 'km'",
        WAITING,
    )
    reviewer = editing(phone, house, "reviewer")
    reviewer.goto(f"/pages/{page_id}/edit/")
    publish(reviewer)
    reviewer.wait_for_url("**/stories/**")
    questions = reviewer.locator("form[action*='/review/']").first.locator(
        "[name=passed]"
    )
    expect(questions).to_have_count(7)
    # A message that still fades in is paler than it will be.
    expect(reviewer.locator(".messages > ul")).to_have_css("opacity", "1")
    assert violations(reviewer) == []
    for number in range(6):
        questions.nth(number).check()
    reviewer.locator("form[action*='/review/'] button").first.click()
    expect(reviewer.locator("form[action*='/review/']").first).to_be_visible()
    [(live,)] = house.rows(
        "site", "SELECT live FROM wagtailcore_page WHERE id = ?", page_id
    )
    assert live == 0


def publish(page: Page) -> None:
    """Press Publish, which stands in the menu of what can be done with a page."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("[name=action-publish]").first.click()
