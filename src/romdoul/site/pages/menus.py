"""The website's menu, as the pages stand: one query an edition and language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import get_language
from wagtail.models import Page

from romdoul.site.pages import editions

TOP = 3
DEEPEST = TOP + 2


@dataclass(slots=True)
class Entry:
    """A page in the menu, and those below it."""

    title: str
    url: str
    depth: int
    below: list["Entry"] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it stands below the first page: "about/mission"."""
        return self.url.strip("/").partition("/")[2]


def menu() -> list[Entry]:
    """Return the parts of the website in the language of the moment."""
    return _menu(get_language() or "km", editions.current())


def forget() -> None:
    """Let the next question read the menu anew."""
    _menu.cache_clear()


def entries_at(places: Iterable[str]) -> list[Entry]:
    """Return the entries of the menu at these places, those that there are."""
    found = {entry.place: entry for entry in _all(menu())}
    return [found[place] for place in places if place in found]


def _all(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.below)


@lru_cache(maxsize=4)
def _menu(language: str, _edition: int) -> list[Entry]:
    shown = Page.objects.live().in_menu().filter(locale__language_code=language)
    pages = shown.filter(depth__gte=TOP, depth__lte=DEEPEST).order_by("path")
    parts: list[Entry] = []
    way: list[Entry] = []
    for page in pages:
        entry = Entry(page.title, page.get_url() or "", page.depth)
        way = [above for above in way if above.depth < page.depth]
        (way[-1].below if way else parts).append(entry)
        way.append(entry)
    return parts
