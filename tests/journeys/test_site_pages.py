"""Every page of the website, in both languages, as a browser and a validator see it."""

import json
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from tests.journeys.browsing import DESKTOP, PHONE, Watch, violations
from tests.journeys.conftest import Phones
from tests.journeys.inspecting import CULPRITS, NARROW, WIDER
from tests.journeys.serving import ROOT
from tests.journeys.website import Website

VNU = ROOT / "tools/checks/node_modules/vnu-jar/build/dist/vnu.jar"
LANGUAGES = pytest.mark.parametrize("language", ["km", "en"])
HEADINGS = "all => all.map(h => [+h.tagName[1], h.innerText.trim()])"
SMALL = """all => all.filter(e => {
  const box = e.getBoundingClientRect();
  const target = e.closest("label, .cards > li") ?? e;
  const text = e.matches("a") && e.closest("p, li, figcaption, dd, td");
  const inText = text && text.innerText.trim() !== e.innerText.trim();
  const seen = box.height && box.width && e.checkVisibility();
  return seen && !inText && !e.closest(".skip")
    && target.getBoundingClientRect().height < 44;
}).map(e => e.outerHTML.slice(0, 100))"""
TARGETS = "a, button, summary, input:not([type=hidden]), select, textarea"


def opened(page: Page, path: str) -> Page:
    """Open an address of the website; it answers, and forbids what it must."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == (404 if "nothing-here" in path else 200), path
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    return page


def out_of_place(page: Page) -> Iterator[str]:
    """Yield what is wrong in the order of headings and landmarks."""
    found = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", HEADINGS)
    levels = [level for level, _ in found]
    if levels.count(1) != 1 or not all(words for _, words in found):
        yield f"headings {found}"
    inside = page.eval_on_selector_all("main :is(h1, h2, h3, h4)", HEADINGS)
    steps = pairwise(inside)
    yield from (f"{b} after {a}" for a, b in steps if b[0] > a[0] + 1)
    for landmark in ("header.site", "main#content", "footer", ".ways-bar"):
        if page.locator(landmark).count() != 1:
            yield f"{landmark} is not there once"


def wrong_at(page: Page, size: dict[str, int], *, axe: bool) -> Iterator[str]:
    """Yield what is wrong with a page at a size."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    if page.evaluate(WIDER) > 0:
        yield f"too wide at {size['width']}: {page.evaluate(CULPRITS)}"
    if axe:
        yield from (f"at {size['width']}: {line}" for line in violations(page))


def wrong(page: Page, path: str, *, thorough: bool) -> list[str]:
    """Return what is wrong with a page: at every width, or on phones alone."""
    opened(page, path)
    found = list(out_of_place(page))
    for size in (NARROW, DESKTOP, PHONE) if thorough else (NARROW, PHONE):
        found += wrong_at(page, size, axe=thorough or size is PHONE)
    small = page.eval_on_selector_all(TARGETS, SMALL)
    return [f"{path} {line}" for line in [*found, *(f"small {s}" for s in small)]]


@LANGUAGES
def test_one_page_of_each_kind_stands_as_it_should_at_every_width(
    phone: Phones, website: Website, watch: Watch, language: str
) -> None:
    watch.expected |= {"Failed to load resource"}
    page = phone(website.public, locale=language)
    kinds = website.one_of_each(language)
    assert len(kinds) > 15
    found = [line for path in kinds for line in wrong(page, path, thorough=True)]
    assert found == [], "\n".join(found[:20])


@LANGUAGES
def test_every_other_page_stands_as_it_should(
    phone: Phones, website: Website, language: str
) -> None:
    page = phone(website.public, locale=language)
    seen = set(website.one_of_each(language))
    rest = [path for path in website.every(language) if path not in seen]
    assert len(rest) > 30
    found = [line for path in rest for line in wrong(page, path, thorough=False)]
    assert found == [], "\n".join(found[:20])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_fullest_page_is_accessible_light_and_dark(
    phone: Phones, website: Website, scheme: str
) -> None:
    page = phone(website.public, color_scheme=scheme)
    assert wrong(page, "/km/work/everything/", thorough=True) == []
    page.locator(".menu > summary").click()
    page.locator(".menu li summary").last.click()
    assert violations(page) == []


def test_every_page_is_valid(website: Website, tmp_path: Path) -> None:
    for language in ("km", "en"):
        for path in website.every(language):
            if "nothing-here" not in path:
                name = path.strip("/").replace("/", "_")
                (tmp_path / f"{name}.html").write_bytes(website.html(path))
    assert len(list(tmp_path.iterdir())) > 100
    line = ["java", "-jar", str(VNU), "--format", "json", "--errors-only"]
    done = subprocess.run([*line, str(tmp_path)], capture_output=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    said = {(Path(one["url"]).name, one["message"]) for one in messages}
    assert sorted(said)[:20] == []


def test_no_page_asks_another_site_for_anything(website: Website) -> None:
    # What a browser would fetch by itself; a link waits to be pressed.
    asks = re.compile(
        r"<(?:script|img|source|video|audio|iframe|link(?! rel=\"alternate\"))\b[^>]*"
        r"(?:src|href|srcset)=\"([^\"]+)\""
    )
    for path in website.every("en"):
        if "nothing-here" in path:
            continue
        for address in asks.findall(website.html(path).decode()):
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc) in {("", ""), ("data", "")}, path


def test_the_keyboard_goes_from_the_content_to_the_way_out_and_on(
    phone: Phones, website: Website
) -> None:
    page = phone(website.public, locale="en", viewport=DESKTOP)
    page.goto("/en/about/mission/")
    said = []
    for _ in range(11):
        page.keyboard.press("Tab")
        said.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert said[:2] == ["Go to the content", "Leave this page now"]
    assert said[2:5] == ["Tell us", "Ask for help", "LeaveLeave this page"]
    assert said[-3:] == ["ខ្មែរ", "Home", "About us"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "About us"
    page.keyboard.press("Escape")
    assert page.locator(".menu details[open]").count() == 0


@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "no JavaScript"])
def test_help_and_the_way_out_stay_in_view_on_the_narrowest_phone(
    phone: Phones, website: Website, *, script: bool
) -> None:
    page = phone(website.public, viewport=NARROW, java_script_enabled=script)
    page.goto("/km/explore/media/")
    menu = page.locator(".menu > summary")
    stay_in_view(page)
    menu.click()
    page.locator(".menu li summary").last.click()
    stay_in_view(page)
    page.mouse.wheel(0, 900)
    stay_in_view(page)


def stay_in_view(page: Page) -> None:
    """See the ways to us and the way out at the top, whole."""
    bar = page.locator(".ways :is(button, a.leave):visible").all()
    assert len(bar) == 3
    for box in (one.bounding_box() for one in bar):
        assert box
        assert 0 <= box["y"] < 100
        assert 0 <= box["x"] < box["x"] + box["width"] <= 320


@LANGUAGES
def test_on_paper_there_is_the_text_its_address_and_the_day(
    phone: Phones, website: Website, language: str
) -> None:
    page = phone(website.public, locale=language)
    page.goto(f"/{language}/about/mission/")
    page.emulate_media(media="print")
    for gone in (".ways-bar", ".menu", ".languages", ".consent", ".foot-parts", "form"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    printed = page.locator(".printed").inner_text()
    assert f"/{language}/about/mission/" in printed
    assert page.locator(".printed time").count() == 2
