"""The website with all that the demo tells on it, and a page of every block."""

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.factories.once import copy_parts, made_once
from tests.journeys.serving import (
    Installation,
    free_ports,
    romdoul,
    run_module,
    serving,
)
from tests.journeys.visiting import demo_told

# The website's own views, beside the pages that editors write.
VIEWS = ("", "phone/", "cookies/", "search/", "nothing-here/")
# Where ``prepare_pages`` put the page of every block.
EVERYTHING = "work/everything"
LIVE = """SELECT url_path, model FROM wagtailcore_page p
  JOIN django_content_type c ON c.id = p.content_type_id
  WHERE live AND depth > 2 ORDER BY url_path"""


@dataclass
class Website(Installation):
    """The website as it is served, and what stands on it."""

    def pages(self, language: str) -> dict[str, str]:
        """Return the kind of every page that is out, by its address."""
        first = f"/home-{language}/"
        return {
            path.replace(first, f"/{language}/", 1): kind
            for path, kind in self.rows("site", LIVE)
            if path.startswith(first)
        }

    def every(self, language: str) -> list[str]:
        """Return every address of the website in a language."""
        return [*(f"/{language}/{view}" for view in VIEWS), *self.pages(language)]

    def one_of_each(self, language: str) -> list[str]:
        """Return an address of each kind of page, the fullest of texts among them."""
        kinds = {kind: path for path, kind in self.pages(language).items()}
        views = [f"/{language}/{view}" for view in VIEWS]
        return [*views, f"/{language}/{EVERYTHING}/", *kinds.values()]

    def html(self, path: str) -> bytes:
        """Return a page as a visitor without cookies gets it."""
        with urllib.request.urlopen(self.public + path, timeout=30) as got:  # noqa: S310 - our own process
            body: bytes = got.read()
            return body


def website_told(shared: Path) -> Path:
    """Tell the website once for all who test at the same time; return its folder."""
    return made_once(shared, "website-told", partial(_tell, shared))


@contextmanager
def website_served(told: Path, folder: Path) -> Iterator[Website]:
    """Serve a copy of the website."""
    copy_parts(told, folder)
    port = free_ports()
    with serving(folder, port, "public"):
        yield Website(folder, port, {})


def _tell(shared: Path, folder: Path) -> None:
    copy_parts(demo_told(shared), folder)
    # Leaving leads to our own page: a test reaches nobody else's.
    romdoul(folder, "public", "--set", "exit.address=")
    run_module(folder, "tests.journeys.prepare_pages")
