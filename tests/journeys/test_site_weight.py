"""What a first view of a page of the website weighs over the wire, fonts included."""

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Phones
from tests.journeys.website import Website

MARKUP = {"Document", "Stylesheet"}
# Ten packets, which a connection sends before it waits for word (RFC 6928), and as much
# as the whole first view may weigh.
MOST_OF_MARKUP, MOST = 14_600, 50_000


class Scales:
    """Weighs what a browser is sent for a page that it sees for the first time."""

    def __init__(self, page: Page) -> None:
        self.page, self.wire = page, page.context.new_cdp_session(page)
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.wire.send("Network.enable")
        self.wire.on("Network.responseReceived", self._answered)
        self.wire.on("Network.loadingFinished", self._finished)

    def _answered(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def weigh(self, path: str) -> dict[str, int]:
        """Return the bytes of what a page asks for, by its kind, headers included."""
        self.wire.send("Network.clearBrowserCache")
        self.kinds.clear()
        self.sizes.clear()
        self.page.goto(path)
        self.page.evaluate("document.fonts.ready.then(() => true)")
        # A turn later the browser has told of all that it has.
        self.page.evaluate("new Promise(done => setTimeout(done, 50))")
        weight = dict.fromkeys(self.kinds.values(), 0)
        for request, size in self.sizes.items():
            weight[self.kinds[request]] += size
        assert self.kinds.keys() == self.sizes.keys()
        return weight


@pytest.mark.parametrize("language", ["km", "en"])
def test_a_first_view_is_light(phone: Phones, website: Website, language: str) -> None:
    scales = Scales(phone(website.public, locale=language))
    heavy = []
    for path in website.one_of_each(language):
        if "nothing-here" in path:
            continue
        weight = scales.weigh(path)
        assert all(weight[kind] > 2_000 for kind in (*MARKUP, "Font")), (path, weight)
        markup = sum(weight[kind] for kind in MARKUP)
        if markup > MOST_OF_MARKUP or sum(weight.values()) > MOST:
            heavy.append((path, weight))
    assert heavy == [], "\n".join(map(str, heavy))
