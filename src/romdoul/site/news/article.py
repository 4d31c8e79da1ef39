"""What was found in a saved page."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.functional import Promise

KHMER = range(0x1780, 0x1800)


@dataclass(frozen=True, slots=True)
class Article:
    """A headline, its byline, its body, and what an editor should look at.

    ``published_on`` is None, and the texts are empty, where nothing was found.
    ``language`` is "km" or "en", by the letters of the body.
    """

    title: str = ""
    published_on: date | None = None
    author: str = ""
    source: str = ""
    source_url: str = ""
    paragraphs: tuple[str, ...] = ()
    doubts: tuple[Promise, ...] = field(default=())

    @property
    def language(self) -> str:
        """Return the language that most of the letters are of."""
        return language_of("".join(self.paragraphs) or self.title)

    def doubting(self, *doubts: Promise) -> "Article":
        """Return the article with more for an editor to look at."""
        return replace(self, doubts=tuple(dict.fromkeys((*self.doubts, *doubts))))


def language_of(text: str) -> str:
    """Return "km" where a third of the letters are Khmer, else "en"."""
    letters = [letter for letter in text if letter.isalpha()]
    khmer = sum(ord(letter) in KHMER for letter in letters)
    return "km" if letters and khmer * 3 >= len(letters) else "en"


def folded(text: str) -> str:
    """Return a line with its white space made single and its hidden signs gone."""
    for hidden in ("\u200b", "\u00ad", "\ufeff", "\u2060"):
        text = text.replace(hidden, "")
    return " ".join(text.split())


def folded_lines(lines: Iterable[str]) -> list[str]:
    """Return each line folded."""
    return [folded(line) for line in lines]
