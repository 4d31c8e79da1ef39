"""Follows every link of the desks: one page of each route that it can reach."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import URLPattern, URLResolver, resolve
from playwright.sync_api import Page

from romdoul.config.urls import desks

URLCONF = "romdoul.config.urls.desks"
LINKS = "all => all.map(a => a.getAttribute('href'))"


def routes_under(prefixes: tuple[str, ...]) -> set[str]:
    """Return the routes of the desks that begin with one of these."""
    every = set(_routes(desks.urlpatterns, ""))
    return {route for route in every if route.startswith(prefixes)}


def _routes(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for one in patterns:
        whole = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, whole)
        else:
            yield whole


@dataclass
class Crawl:
    """Visits one address of each route under the prefixes, from link to link."""

    page: Page
    prefixes: tuple[str, ...]
    no_pages: set[str]
    seen: set[str] = field(default_factory=set)

    def pages(self, *first: str) -> Iterator[str]:
        """Yield each route as its page stands open; begin at these addresses."""
        waiting = list(first)
        while waiting:
            path = waiting.pop(0)
            route = resolve(urlsplit(path).path, URLCONF).route
            known = route in self.seen or route in self.no_pages
            if known or not route.startswith(self.prefixes):
                continue
            self.seen.add(route)
            answer = self.page.goto(path)
            assert answer is not None
            assert answer.status == 200, f"{path}: {answer.status}"
            yield route
            waiting += self._links()

    def _links(self) -> list[str]:
        hrefs = self.page.eval_on_selector_all("a[href^='/']:not([download])", LINKS)
        return [href for href in hrefs if not href.startswith("/static/")]
