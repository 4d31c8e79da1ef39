"""The links of a page, each with the place it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto, unique
from html.parser import HTMLParser
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from romdoul.site.pages.parts import Part, parts_of


@unique
class To(Enum):
    """What a link leads to."""

    PAGE = auto()
    FILE = auto()
    ADDRESS = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """A link: ``target`` is a page's or file's number, or an address."""

    place: str
    to: To
    target: str


def links_of(page: Page) -> Iterator[Link]:
    """Yield every link that an editor put into a page."""
    if address := getattr(page, "source_url", ""):
        yield Link(
            str(page._meta.get_field("source_url").verbose_name), To.ADDRESS, address
        )
    for part in parts_of(page):
        yield from (Link(part.place, to, target) for to, target in _targets(part))


def _targets(part: Part) -> Iterator[tuple[To, str]]:
    if isinstance(part.value, RichText):
        yield from _anchors(part.value.source)
    elif isinstance(part.block, blocks.URLBlock) and part.value:
        yield To.ADDRESS, part.value
    elif isinstance(part.block, blocks.PageChooserBlock) and part.value:
        yield To.PAGE, str(part.value.pk)
    elif isinstance(part.block, DocumentChooserBlock) and part.value:
        yield To.FILE, str(part.value.pk)


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[To, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told: dict[str, Any] = dict(attrs)
        if tag != "a":
            return
        kinds = {"page": To.PAGE, "document": To.FILE}
        kind = kinds.get(told.get("linktype") or "", To.ADDRESS)
        target = told.get("href" if kind is To.ADDRESS else "id") or ""
        self.found.append((kind, target))


def _anchors(html: str) -> list[tuple[To, str]]:
    parser = _Anchors()
    parser.feed(html)
    return parser.found
