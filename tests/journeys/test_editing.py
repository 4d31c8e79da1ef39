"""The editing in a browser: no screen breaks its policy, speaks or reaches out."""

import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests.journeys.browsing import Watch
from tests.journeys.conftest import Somebody
from tests.journeys.visiting import Demo

# What answers for ticks in a list, ends the session, or leads to the website itself.
NO_SCREENS = ("/bulk/", "/sign-out/", "/logout/", "/en/", "/km/")
ONE_OF_EACH = """
    SELECT MIN(p.id), c.model FROM wagtailcore_page p
    JOIN django_content_type c ON c.id = p.content_type_id
    WHERE c.app_label = 'pages' GROUP BY c.model
"""
# What looks the same for every kind of page; previews are tried by themselves.
OF_ONE = ("view_draft/", "history/", "usage/", "copy/", "move/")
FILE = re.compile(r"\.\w+$")
SEEN_BY_ALL = {
    "/",
    "/account/",
    "/documents/",
    "/images/",
    "/images/multiple/add/",
    "/localize/reports/translations/",
    "/pages/",
    "/pages/0/add_subpage/",
    "/pages/0/copy/",
    "/pages/0/history/",
    "/reports/aging-pages/",
    "/reports/site-history/",
    "/reports/workflow/",
    "/stories/",
    "/trainings/figures/",
}
SEEN_BY = {
    "editor": SEEN_BY_ALL,
    "reviewer": SEEN_BY_ALL | {"/redirects/add/", "/reports/locked/"},
}
LINKS = "all => all.map(link => link.href)"
PREVIEW = "[data-side-panel=preview] iframe"


def shape(path: str) -> str:
    """Return an address without what it is about.

    Every kind of page has the same lists, and an empty form is a part of a full one.
    """
    about_none = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+", "0", urlsplit(path).path)
    return re.sub(
        r"^/pages/(usage|create|add)/pages/\w+", r"/pages/\1/pages/0", about_none
    )


def screens(page: Page, here: str, first: list[str]) -> Iterator[str]:
    """Open one screen of each kind that links lead to; yield its shape."""
    seen, waiting = set(), ["/", *first]
    while waiting:
        path = waiting.pop(0)
        kind = path if path in first else shape(path)
        if kind in seen or kind.startswith(NO_SCREENS) or FILE.search(kind):
            continue
        seen.add(kind)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        yield shape(path)
        if "/view_draft/" in path:
            # It leads through the website, which is served elsewhere.
            continue
        links = page.eval_on_selector_all("a[href]", LINKS)
        waiting += [one.removeprefix(here) for one in links if one.startswith(here)]


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_every_screen_opens_quietly(demo: Demo, somebody: Somebody, role: str) -> None:
    one_of_each = [number for number, _model in demo.rows("site", ONE_OF_EACH)]
    # Forms differ by the kind of page, and hardly by who fills them in.
    kinds = one_of_each if role == "reviewer" else one_of_each[:1]
    first = [f"/pages/{number}/edit/" for number in kinds]
    first += [f"/pages/{one_of_each[0]}/{of}" for of in OF_ONE]
    page = somebody(demo.first(role))
    seen = set()
    for kind in screens(page, demo.edit, first):
        seen.add(kind)
        # What scripts add to a page after it has loaded.
        page.wait_for_timeout(100)
    assert len(one_of_each) > 14
    assert SEEN_BY[role] <= seen


def picture() -> dict[str, object]:
    """Return a small picture, as a form sends it."""
    drawn = BytesIO()
    Image.new("RGB", (400, 300), (63, 143, 85)).save(drawn, "PNG")
    return {"name": "leaf.png", "mimeType": "image/png", "buffer": drawn.getvalue()}


def number_of(demo: Demo, model: str, language: str) -> int:
    """Return the page of a kind, in a language, that was made first."""
    [(found,)] = demo.rows(
        "site",
        ONE_OF_EACH.replace("MIN(p.id), c.model", "MIN(p.id)").replace(
            "GROUP BY c.model",
            "AND c.model = ? AND p.locale_id ="
            " (SELECT id FROM wagtailcore_locale WHERE language_code = ?)",
        ),
        model,
        language,
    )
    return int(found)


def press(page: Page, name: str) -> None:
    """Press a button of the page's own menu of actions."""
    more = page.locator("footer [data-w-dropdown-target=toggle]")
    button = page.locator(f"footer [name='action-{name}']")
    if not button.is_visible():
        more.click()
    button.click()


def open_panel(page: Page, name: str) -> None:
    """Open a panel beside the text, unless it still is from the page before."""
    panel = page.locator(f"[data-side-panel={name}]")
    page.wait_for_function("document.readyState === 'complete'")
    if not panel.is_visible():
        page.locator(f"[data-side-panel-toggle={name}]").click()
    panel.wait_for()


def write(page: Page, index: int) -> None:
    """Write an article, with its day picked and a block of text; not saved yet."""
    page.goto(f"/pages/add/pages/articlepage/{index}/")
    page.get_by_role("textbox", name="Title").first.fill("A quiet morning")
    page.locator("#id_published_on").click()
    days = page.locator(".xdsoft_datetimepicker:visible")
    days.locator(".xdsoft_today_button").click()
    days.locator("td.xdsoft_today").click()
    page.keyboard.press("Escape")
    page.locator("[data-streamfield-stream-container] button").first.click()
    page.get_by_role("option", name="Text").first.click()
    page.locator(".Draftail-Editor [contenteditable=true]").last.click()
    page.keyboard.type("It begins with tea.")
    # The text editor hands over what was typed a moment later.
    page.wait_for_timeout(600)


def approve(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("footer [data-workflow-action-name=approve]").last.click()
    page.locator(".modal textarea, dialog textarea").first.fill("Plain and right.")
    page.locator(".modal [type=submit], dialog [type=submit]").first.click()
    page.locator(".messages .success").wait_for()


def test_a_draft_is_written_looked_at_reviewed_and_published(
    demo: Demo, somebody: Somebody, watch: Watch
) -> None:
    # Wagtail checks a preview that comes anew while it still checks the one before.
    watch.expected.add("Axe is already running")
    writing = somebody("editor-2")
    write(writing, number_of(demo, "articleindexpage", "en"))
    open_panel(writing, "preview")
    shown = writing.frame_locator(PREVIEW).first.locator("main")
    expect(shown.locator("h1")).to_have_text("A quiet morning", timeout=20_000)
    expect(shown).to_contain_text("It begins with tea.", timeout=20_000)
    for panel in ("checks", "comments"):
        open_panel(writing, panel)
        writing.wait_for_timeout(800)
    press(writing, "submit")
    writing.locator(".messages .success").wait_for()
    made = "SELECT id, live FROM wagtailcore_page WHERE title = 'A quiet morning'"
    [(number, is_out)] = demo.rows("site", made)
    assert not is_out

    reviewing = somebody("reviewer-2")
    reviewing.goto("/")
    assert "A quiet morning" in reviewing.content()
    reviewing.goto(f"/pages/{number}/edit/")
    approve(reviewing)
    for place in ("history/", "revisions/compare/earliest...latest/", "unpublish/"):
        reviewing.goto(f"/pages/{number}/{place}")
    assert demo.rows("site", made) == [(number, 1)]


def test_every_kind_of_page_is_previewed_beside_its_text(
    demo: Demo, somebody: Somebody
) -> None:
    page = somebody("editor-2")
    for number, _model in demo.rows("site", ONE_OF_EACH):
        page.goto(f"/pages/{number}/edit/")
        open_panel(page, "preview")
        shown = page.frame_locator(PREVIEW).first.locator("main.public-main")
        expect(shown).to_be_visible(timeout=20_000)


def test_a_page_is_told_when_to_go_out_and_when_to_come_back(
    demo: Demo, somebody: Somebody
) -> None:
    page = somebody("reviewer-2")
    number = number_of(demo, "textpage", "km")
    page.goto(f"/pages/{number}/edit/")
    open_panel(page, "status")
    page.get_by_role("button", name="Set schedule").click()
    page.locator("#id_go_live_at").click()
    page.locator(".xdsoft_datetimepicker:visible").wait_for()
    page.locator("#id_expire_at").fill("2031-05-01 09:00")
    # The calendar lies over the button, and comes back on a slow machine.
    page.get_by_role("button", name="Save schedule").dispatch_event("click")
    page.locator(".messages .success").wait_for()
    page.goto(f"/pages/{number}/unpublish/")


def test_pictures_files_and_redirects_are_kept(demo: Demo, somebody: Somebody) -> None:
    page = somebody("reviewer-2")
    page.goto("/images/add/")
    page.locator("#id_title, #id_image-title").first.fill("A leaf")
    page.locator("input[type=file]").first.set_input_files([picture()])  # type: ignore[list-item]
    page.locator("main [type=submit]").last.click()
    page.goto("/images/")
    page.locator("img[src*='leaf']").first.wait_for()
    page.locator("a[href*='/images/']:has(img)").first.click()
    page.wait_for_load_state()
    page.goto("/documents/add/")
    page.goto("/redirects/add/")
    page.locator("#id_old_path").fill("/old/place/")
    page.locator("[data-chooser-action-choose]").first.click()
    page.locator(
        ".modal-body a.choose-page, .modal a[data-chooser-modal-choice]"
    ).first.click()
    page.locator("main [type=submit]").first.click()
    page.locator(".messages .success").wait_for()


def test_a_page_is_translated_side_by_side(demo: Demo, somebody: Somebody) -> None:
    page = somebody("reviewer-2")
    number = number_of(demo, "articlepage", "en")
    page.goto(f"/localize/submit/page/{number}/")
    page.locator("main [type=submit]").first.click()
    page.wait_for_load_state()
