"""Finding pages by the words in them, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Phrase, SearchQuery

from romdoul.site.search.clusters import runs

LONGEST = 200
A_PAGE = 20
MOST_RUNS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found, and how many there are in all."""

    pages: Sequence[Page]
    count: int
    number: int

    @property
    def first(self) -> int:
        """Return the place of the first page shown, counted from 1."""
        return (self.number - 1) * A_PAGE + 1

    @property
    def next(self) -> int:
        """Return the number of the page after this one."""
        return self.number + 1

    @property
    def has_more(self) -> bool:
        """Say whether there is a page after this one."""
        return self.number * A_PAGE < self.count


def find(query: str, *, language: str, number: int = 1) -> Found:
    """Return the published pages that have every word, those in `language` first.

    ``number`` counts pages of results from 1. A query of nothing finds nothing.
    """
    wanted = _wanted(query)
    if wanted is None:
        return Found((), 0, 1)
    ours, others = (_search(wanted, language, is_in=is_in) for is_in in (True, False))
    first, counts = (number - 1) * A_PAGE, (ours.count(), others.count())
    shown = list(ours[first : first + A_PAGE])
    left = A_PAGE - len(shown)
    if left:
        after = max(first - counts[0], 0)
        shown += list(others[after : after + left])
    return Found(shown, sum(counts), number)


def _wanted(query: str) -> SearchQuery | None:
    phrases = [Phrase(" ".join(run)) for run in runs(query[:LONGEST])[:MOST_RUNS]]
    if not phrases:
        return None
    return phrases[0] if len(phrases) == 1 else And(phrases)


def _search(wanted: SearchQuery, language: str, *, is_in: bool) -> Any:  # noqa: ANN401
    pages = Page.objects.live().public()
    told = {"locale__language_code": language}
    pages = pages.filter(**told) if is_in else pages.exclude(**told)
    return get_search_backend().search(wanted, pages.specific())
