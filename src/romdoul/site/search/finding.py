"""Finding pages by the words in them, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Phrase, SearchQuery

from romdoul.site.search.clusters import clustered, runs

LONGEST = 200
A_PAGE = 20
MOST_RUNS = 12
MOST = 300


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

    Of each language those come first whose title has every word. ``number`` counts
    pages of results from 1; after ``MOST`` pages nothing more is shown, since another
    word helps more than a longer list. A query of nothing finds nothing.
    """
    wanted = runs(query[:LONGEST])[:MOST_RUNS]
    if not wanted:
        return Found((), 0, 1)
    ours, others = (_ranked(wanted, language, is_in=is_in) for is_in in (True, False))
    found = [*ours, *others]
    first = (number - 1) * A_PAGE
    return Found(found[first : first + A_PAGE], len(found), number)


def _ranked(
    wanted: Sequence[tuple[str, ...]], language: str, *, is_in: bool
) -> list[Page]:
    found = _search(_query(wanted), language, is_in=is_in)[:MOST]
    phrases = [f" {' '.join(run)} " for run in wanted]

    def is_elsewhere(page: Page) -> bool:
        title = f" {clustered(page.title)} "
        return not all(phrase in title for phrase in phrases)

    return sorted(found, key=is_elsewhere)


def _query(wanted: Sequence[tuple[str, ...]]) -> SearchQuery:
    phrases = [Phrase(" ".join(run)) for run in wanted]
    return phrases[0] if len(phrases) == 1 else And(phrases)


def _search(wanted: SearchQuery, language: str, *, is_in: bool) -> Any:  # noqa: ANN401
    told = Locale.objects.filter(language_code=language)
    locales = told if is_in else Locale.objects.exclude(pk__in=told)
    # The index filters by whole values: the keys are asked for first.
    keys = list(locales.values_list("pk", flat=True))
    pages = Page.objects.live().filter(locale__in=keys).select_related("locale")
    return get_search_backend().search(wanted, pages)
