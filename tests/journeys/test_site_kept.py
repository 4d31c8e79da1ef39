"""The page for seeking help, kept on a phone that is somebody's own."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect
from tests.factories.once import copy_parts
from tests.journeys.browsing import WHOLE, Watch
from tests.journeys.conftest import Phones
from tests.journeys.inspecting import faults
from tests.journeys.serving import Installation, free_ports, published, serving

# What stays of a page, and what is asked before it goes, is the browser's own.
BROWSER = WHOLE
HELP = "/en/act/help/"
STORED = """async () => ({
  workers: (await navigator.serviceWorker.getRegistrations()).map(one => one.scope),
  names: await caches.keys(),
})"""
NOTHING = {"workers": [], "names": []}


class Side(Installation):
    """A website that can be out of reach for a while."""

    running: AbstractContextManager[None] | None = None

    def up(self) -> None:
        self.running = serving(self.folder, self.port, "public")
        self.running.__enter__()

    def down(self) -> None:
        if self.running:
            self.running.__exit__(None, None, None)
        self.running = None


@pytest.fixture(scope="module")
def reachable(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Side]:
    folder = tmp_path_factory.mktemp("kept")
    copy_parts(published(shared), folder)
    side = Side(folder, free_ports(), {})
    side.up()
    yield side
    side.down()


@pytest.fixture
def side(reachable: Side) -> Side:
    if reachable.running is None:
        reachable.up()
    return reachable


def keep(page: Page, path: str = HELP) -> None:
    """Keep the page on the phone, as its owner does."""
    page.goto(path)
    page.locator("[data-ask] > summary").click()
    page.locator("[data-ask] label").click()
    page.locator("[data-ask] button").click()
    expect(page.locator("[data-there]")).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


@pytest.mark.parametrize("language", ["km", "en"])
def test_it_is_kept_for_one_page_and_read_without_a_connection(
    phone: Phones, side: Side, watch: Watch, language: str
) -> None:
    page = phone(side.public, locale=language)
    path = f"/{language}/act/help/"
    keep(page, path)
    stored = page.evaluate(STORED)
    assert stored["workers"] == [f"{side.public}{path}"]
    assert faults(page) == []
    watch.expected |= {"Failed to load resource", "ERR_CONNECTION_REFUSED"}
    side.down()
    page.goto(path)
    expect(page.locator(".only-kept")).to_be_visible()
    expect(page.locator(".numbers a").first).to_be_visible()
    assert page.locator(":is(form, .menu, .consent, .languages):visible").count() == 0
    assert faults(page) == []
    with pytest.raises(Error):
        page.goto(f"/{language}/")


def test_nothing_is_kept_before_the_phone_is_said_to_be_ones_own(
    phone: Phones, side: Side
) -> None:
    page = phone(side.public, locale="en")
    page.goto(HELP)
    page.locator("[data-ask] > summary").click()
    page.locator("[data-ask] button").click()
    expect(page.locator("[data-voice]")).to_contain_text("this phone is yours")
    assert page.evaluate(STORED) == NOTHING
    page.goto("/en/act/report/")
    assert page.locator("[data-keep]").count() == 0


def test_it_is_removed_when_that_is_asked_for(
    phone: Phones, side: Side, watch: Watch
) -> None:
    page = phone(side.public, locale="en")
    keep(page)
    page.locator("[data-there] button").click()
    expect(page.locator("[data-voice]")).to_contain_text("Nothing of it is kept")
    expect(page.locator("[data-ask]")).to_be_visible()
    assert page.evaluate(STORED) == NOTHING
    side.down()
    watch.expected |= {"Failed to load resource", "ERR_CONNECTION_REFUSED"}
    with pytest.raises(Error):
        page.goto(HELP)


@pytest.mark.parametrize("is_reachable", [True, False])
def test_leaving_in_a_hurry_erases_it(
    phone: Phones, side: Side, watch: Watch, *, is_reachable: bool
) -> None:
    page = phone(side.public, locale="en")
    keep(page)
    if not is_reachable:
        watch.expected |= {"Failed to load resource", "ERR_CONNECTION_REFUSED"}
        side.down()
        page.goto(HELP)
        page.locator(".leave").click()
        # Waiting for a navigation would fail with it: the address is looked at.
        expect(page).to_have_url(re.compile("^chrome-error:"))
        side.up()
        page.goto("/away/")
    else:
        page.locator(".leave").click()
        page.wait_for_url("**/away/")
    assert page.evaluate(STORED) == NOTHING


def test_leaving_without_script_erases_it_too(phone: Phones, side: Side) -> None:
    """As where a script did not run: the answer alone takes it away."""
    page = phone(side.public, locale="en")
    keep(page)
    page.goto("/leave/?mark")
    assert page.evaluate(STORED) == NOTHING


def test_without_javascript_nothing_of_it_is_shown(phone: Phones, side: Side) -> None:
    page = phone(side.public, locale="en", java_script_enabled=False)
    page.goto(HELP)
    expect(page.locator("[data-keep]")).to_be_hidden()
    expect(page.locator(".only-kept")).to_be_hidden()
