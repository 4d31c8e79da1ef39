"""What a first view of a page of the website weighs over the wire, fonts included."""

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Phones
from tests.journeys.website import Website

MARKUP = {"Document", "Stylesheet"}
MOST_OF_MARKUP, MOST = 14_000, 50_000


def weigh(page: Page, path: str) -> dict[str, int]:
    """Return the bytes of what a page asks for, by its kind, headers included."""
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on(
        "Network.responseReceived",
        lambda event: kinds.update({event["requestId"]: event["type"]}),
    )
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(path)
    page.wait_for_load_state("networkidle")
    wire.detach()
    weight: dict[str, int] = {}
    for request, size in sizes.items():
        kind = kinds.get(request, "Other")
        weight[kind] = weight.get(kind, 0) + int(size)
    return weight


@pytest.mark.parametrize("language", ["km", "en"])
def test_a_first_view_is_light(phone: Phones, website: Website, language: str) -> None:
    heavy = []
    for path in website.one_of_each(language):
        if "nothing-here" in path:
            continue
        page = phone(website.public, locale=language)
        weight = weigh(page, path)
        page.context.close()
        markup = sum(size for kind, size in weight.items() if kind in MARKUP)
        assert markup > 4_000
        if markup > MOST_OF_MARKUP or sum(weight.values()) > MOST:
            heavy.append((path, weight))
    assert heavy == [], "\n".join(map(str, heavy))
