"""A desk that is left alone: covered, without keys, and as it was afterwards."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.factories.installation import initialised
from tests.factories.once import copy_parts
from tests.journeys.browsing import DESKTOP, Watch, violations
from tests.journeys.conftest import Phones
from tests.journeys.serving import Installation, free_ports, run_module, serving
from tests.journeys.signing_in import sign_in

TYPED = "half a thought"
LATER = """() => {
  const real = Date.now;
  Date.now = () => real() + 601_000;
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture(scope="module")
def desk_side(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """The desks process, with an organisation whose workers can sign in."""
    folder = tmp_path_factory.mktemp("installation")
    copy_parts(initialised(shared), folder)
    told = folder / "workers.json"
    run_module(folder, "tests.journeys.prepare_desks", str(told))
    port = free_ports()
    with serving(folder, port, "desks"):
        yield Installation(folder, port, json.loads(told.read_text()))


def seated(phone: Phones, desk_side: Installation) -> Page:
    page = phone(desk_side.public, viewport=DESKTOP, locale="en")
    said = desk_side.keys
    sign_in(page, "counsellor", password=said["password"], secret=said["totp"])
    return page


def unlock(page: Page, password: str) -> None:
    page.fill("#lock-password", password)
    page.locator("#lock button").first.click()


def test_an_idle_desk_locks_and_nothing_typed_is_lost(
    phone: Phones, desk_side: Installation, watch: Watch
) -> None:
    watch.expected |= {"422 (Unprocessable", "423 (Locked", "Failed to load resource"}
    page = seated(phone, desk_side)
    assert violations(page) == []
    page.fill("#search-words", TYPED)
    second = page.context.new_page()
    second.goto("/account/")
    with page.expect_response("**/lock/") as locked:
        page.evaluate(LATER)
    assert locked.value.status == 204
    assert page.locator("#lock").is_visible()
    second.locator("#lock").wait_for()
    assert not page.locator("main").is_visible()
    assert violations(page) == []

    unlock(page, "not the password")
    page.locator("#lock [data-wrong]").wait_for()
    unlock(page, desk_side.keys["password"])
    page.locator("#lock").wait_for(state="hidden")
    second.locator("#lock").wait_for(state="hidden")
    assert page.input_value("#search-words") == TYPED
    with page.expect_navigation() as answered:
        page.locator(".search button").click()
    assert answered.value.status in {200, 422}


def test_signing_out_in_one_tab_empties_the_others(
    phone: Phones, desk_side: Installation, watch: Watch
) -> None:
    watch.expected |= {"Failed to load resource"}
    page = phone(desk_side.public, viewport=DESKTOP, locale="en")
    said = desk_side.keys
    sign_in(page, "counsellor2", password=said["password"], secret=said["totp"])
    second = page.context.new_page()
    second.goto("/account/")
    second.locator(".me").wait_for()
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/sign-in/**")
    second.wait_for_url("**/sign-in/**")
