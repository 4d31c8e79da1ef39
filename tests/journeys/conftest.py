"""A served installation and a browser that tells on every page."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.factories.once import copy_parts
from tests.journeys.browsing import DESKTOP, ENGINE, PHONE, Watch, chromium
from tests.journeys.serving import Installation, free_ports, published, serving
from tests.journeys.visiting import Demo, demo_served, demo_told
from tests.journeys.website import Website, website_served, website_told

Phones = Callable[..., Page]
Somebody = Callable[[str], Page]


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """One browser a module: its loop may not outlive it into Django's tests.

    A module that needs the whole browser says so: ``BROWSER = WHOLE``.
    """
    with chromium(getattr(request.module, "BROWSER", ENGINE)) as running:
        yield running


@pytest.fixture(scope="module")
def public_side(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """The public process, with both desks' keys published and nothing sent."""
    folder = tmp_path_factory.mktemp("installation")
    made = published(shared)
    copy_parts(made, folder)
    port = free_ports()
    with serving(folder, port, "public"):
        keys = json.loads((made / "desks.json").read_text())
        yield Installation(folder, port, keys)


@pytest.fixture(scope="session")
def demo(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo organisation, told once for the whole run, served by every process."""
    with demo_served(demo_told(shared), tmp_path_factory.mktemp("demo")) as served:
        yield served


@pytest.fixture(scope="session")
def website(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Website]:
    """The whole website, told once for the whole run, served by the public process."""
    told = website_told(shared)
    with website_served(told, tmp_path_factory.mktemp("website")) as served:
        yield served


@pytest.fixture
def watch() -> Watch:
    """What a page may not do; a journey that ends noisily has failed."""
    return Watch(set())


@pytest.fixture
def phone(browser: Browser, watch: Watch) -> Iterator[Phones]:
    """Return a maker of phones: 360 px wide, each with a memory of its own.

    Every page of theirs is watched; at the end nothing may have been said on a
    console, broken a policy, or left for another origin.
    """
    opened: list[BrowserContext] = []

    def make(address: str, **how: object) -> Page:
        watch.allowed.add(address)
        usual = {"viewport": PHONE, "permissions": ["microphone"]}
        context = browser.new_context(base_url=address, **(usual | how))  # type: ignore[arg-type]
        watch.follow(context)
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()
    watch.assert_quiet()


@pytest.fixture
def somebody(demo: Demo, phone: Phones) -> Somebody:
    """Return a maker of browsers of the demo's editors, watched, and signed in."""

    def make(username: str) -> Page:
        page = phone(demo.edit, viewport=DESKTOP)
        page.context.add_cookies(demo.cookies_of(username))
        return page

    return make
