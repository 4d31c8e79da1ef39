"""What an editor of a page is asked to look at again, and where it stands."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from romdoul.site.editing.words.finding import Found, find, paragraphs
from romdoul.site.pages.parts import Part, parts_of

# The words of the page itself; a source and its author have the name they have.
FIELDS = ("title", "summary", "seo_title", "search_description", "alternative", "about")
# Somebody else's words, and addresses.
NOT_OURS = (blocks.URLBlock, blocks.ChoiceBlock, blocks.PageChooserBlock)


@dataclass(frozen=True, slots=True)
class Remark:
    """A word at its place."""

    place: str
    found: Found

    @property
    def why(self) -> str:
        """Why another word is better, in the language of whoever reads it."""
        return self.found.why["km" if get_language() == "km" else "en"]


def remarks_on(page: Page) -> list[Remark]:
    """Return every word of a page to look at again, with its place."""
    return [
        Remark(place, found) for place, text in _texts(page) for found in find(text)
    ]


def _texts(page: Page) -> Iterator[tuple[str, str]]:
    for name in FIELDS:
        text = getattr(page, name, "")
        if isinstance(text, str) and text:
            yield str(page._meta.get_field(name).verbose_name), text
    for part in parts_of(page):
        if "quote" not in part.above and (text := _words(part)):
            yield part.place, text


def _words(part: Part) -> str:
    if isinstance(part.value, RichText):
        return html.unescape("\n".join(paragraphs(part.value.source)))
    if isinstance(part.block, ImageBlock):
        return (part.value and part.value.contextual_alt_text) or ""
    if isinstance(part.block, NOT_OURS) or not isinstance(part.value, str):
        return ""
    return part.value
