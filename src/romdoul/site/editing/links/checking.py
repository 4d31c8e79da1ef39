"""Checking the links of the whole website, or of one page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from romdoul.site.editing.links.judging import Ours, fault_of, is_outside, ours
from romdoul.site.editing.links.reading import Link, links_of
from romdoul.site.pages.models import ConfirmedLink


@dataclass(frozen=True, slots=True)
class Finding:
    """A link that does not lead where it should."""

    page: Page
    link: Link
    fault: str | Promise


@dataclass(frozen=True, slots=True)
class Outside:
    """An address elsewhere, the pages that lead there, and who looked last."""

    address: str
    pages: tuple[Page, ...]
    fault: str | Promise
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class Report:
    """What was found on the pages that were looked at."""

    pages: int
    links: int
    broken: tuple[Finding, ...]
    outside: tuple[Outside, ...]


def live() -> PageQuerySet:
    """Return the pages that are out."""
    return Page.objects.live().filter(depth__gt=1)


def report(pages: Iterable[Page] | None = None) -> Report:
    """Check these pages, or every page that is out."""
    known, seen = ours(), 0
    broken: list[Finding] = []
    outside: dict[str, tuple[list[Page], str | Promise]] = {}
    links = 0
    every = live().order_by("path").specific()
    for page in every if pages is None else pages:
        seen += 1
        language = known.pages[str(page.pk)].language
        for link in links_of(page):
            links += 1
            fault = fault_of(link, language, known)
            if is_outside(link):
                leading, _fault = outside.setdefault(link.target, ([], fault))
                leading.append(page)
            elif fault:
                broken.append(Finding(page, link, fault))
    return Report(seen, links, tuple(broken), tuple(_outside(outside)))


def faults_of(page: Page, known: Ours | None = None) -> list[tuple[str, str | Promise]]:
    """Return each link of a page that leads wrong: its place, and how."""
    language = page.locale.language_code
    known = known or ours()
    judged = ((link, fault_of(link, language, known)) for link in links_of(page))
    return [(link.place, fault) for link, fault in judged if fault]


def pages_leading_to(page: Page) -> list[Page]:
    """Return the other pages that are out and hold a link to this one."""
    found = ReferenceIndex.get_references_to(page)
    numbers = {one.object_id for one in found if one.to_object_id == str(page.pk)}
    pages = Page.objects.live().filter(pk__in=[n for n in numbers if n.isdecimal()])
    return list(pages.exclude(pk=page.pk).order_by("title"))


def _outside(found: dict[str, tuple[list[Page], str | Promise]]) -> Iterator[Outside]:
    looked = dict(ConfirmedLink.objects.values_list("address", "confirmed_on"))
    # Those that nobody ever looked at first, then the longest ago.
    for address in sorted(found, key=lambda one: (looked.get(one, date.min), one)):
        pages, fault = found[address]
        unique = tuple({page.pk: page for page in pages}.values())
        yield Outside(address, unique, fault, looked.get(address))
