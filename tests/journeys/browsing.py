"""A real browser for the tests: Debian's Chromium, and what it may not do."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    sync_playwright,
)

# The whole browser, and its engine without windows: Debian builds both of one source.
WHOLE = Path("/usr/bin/chromium")
ENGINE = Path("/usr/bin/chromium-headless-shell")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
STATIC = Path(__file__).parents[2] / "src/romdoul/config/static"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
# Chromium's own remark on a header that leaving needs.
REMARKS = {"Clear-Site-Data header on"}
# All that axe tests; told are its findings alone, the rest is long.
VIOLATIONS = """() => axe.run({resultTypes: ["violations"]}).then(found =>
  found.violations.flatMap(item => item.nodes.map(node =>
    `${item.id} (${item.impact}): ${node.target}`)))"""
# A page without a server: every address under it is answered by the test.
DRAWN = "http://drawn.localhost"


@contextmanager
def chromium(program: Path = ENGINE) -> Iterator[Browser]:
    """Run a browser; ends with the block.

    The engine alone does for pages, with a third less work. What a browser does around
    them, its history above all, is the whole one's; that also runs where there is no
    other.
    """
    path = program if program.exists() else WHOLE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """Notes everything that a page may not do: speak, break, or reach elsewhere.

    ``allowed`` are the origins of ours; ``expected`` parts of console messages
    that the test itself provokes (an answer of 404, say).
    """

    allowed: set[str]
    expected: set[str] = field(default_factory=lambda: set(REMARKS))
    seen: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self._said(f"error: {error.error}"))
        context.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        self._said(f"console {message.type}: {message.text}")

    def _said(self, line: str) -> None:
        if not any(part in line for part in self.expected):
            self.seen.append(line)

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"data", "blob"}:
            return
        if f"{parts.scheme}://{parts.netloc}" not in self.allowed:
            self.seen.append(f"request {url}")

    def assert_quiet(self) -> None:
        assert self.seen == []


def serve_drawn(page: Page, html: str, headers: dict[str, str] | None = None) -> None:
    """Answer every address of DRAWN: static files by their path, else the page."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        file = STATIC / path.removeprefix("/static/")
        if path.startswith("/static/") and file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(body=file.read_bytes(), content_type=kind, headers=headers)
        elif path.startswith("/static/"):
            route.fulfill(status=404)
        else:
            kind = "text/html; charset=utf-8"
            route.fulfill(body=html, headers={"Content-Type": kind, **(headers or {})})

    page.route(f"{DRAWN}/**", answer)


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong, one line each: rule, impact, element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(VIOLATIONS)
    return found
