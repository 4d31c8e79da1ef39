"""What an editor of a page is asked to look at again, and where it stands."""

from dataclasses import dataclass

from django.utils.translation import get_language
from wagtail.models import Page

from romdoul.site.editing.words.finding import Found, find
from romdoul.site.pages.texts import texts_of


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
        Remark(place, found)
        for place, text in texts_of(page, without="quote")
        for found in find(text)
    ]
