"""The words of a page, as they were written and where they stand."""

import html
import re
from collections.abc import Iterator

from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from romdoul.site.pages.parts import Part, parts_of

# The words of the page itself; a source and its author have the name they have.
FIELDS = ("title", "summary", "seo_title", "search_description", "alternative", "about")
# Addresses, and what is chosen from a list.
NO_WORDS = (blocks.URLBlock, blocks.ChoiceBlock, blocks.PageChooserBlock)


def texts_of(page: Page, *, without: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text with its place; none in a block of the name ``without``."""
    for name in FIELDS:
        text = getattr(page, name, "")
        if isinstance(text, str) and text:
            yield str(page._meta.get_field(name).verbose_name), text
    for part in parts_of(page):
        if without not in part.above and (text := _words(part)):
            yield part.place, text


def paragraphs(source: str) -> Iterator[str]:
    """Yield the words of rich text, paragraph by paragraph."""
    for part in re.split(r"</(?:p|li|h[1-6])>|<br\s*/?>", source):
        if words := re.sub(r"<[^>]+>", "", part).strip():
            yield words


def _words(part: Part) -> str:
    if isinstance(part.value, RichText):
        return html.unescape("\n".join(paragraphs(part.value.source)))
    if isinstance(part.block, ImageBlock):
        return (part.value and part.value.contextual_alt_text) or ""
    if isinstance(part.block, NO_WORDS) or not isinstance(part.value, str):
        return ""
    return part.value
