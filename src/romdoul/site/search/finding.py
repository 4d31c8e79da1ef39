"""Finding pages by the words in them, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Case, When
from wagtail.models import Locale, Page
from wagtail.search.query import And, Phrase, SearchQuery

from romdoul.site.search.clusters import clustered, runs
from romdoul.site.search.matching import matching
from romdoul.site.stories.telling import without_untold

LONGEST = 200
A_PAGE = 20
# Words of a question that say nothing of what is asked for.
IDLE = frozenset(
    runs(
        "a about am an and are as at be by can could did do does for from get had has"
        " have how i if in is it its me my of on or our please so some that the their"
        " there these they this those to us want was we were what when where which who"
        " why will with would you your"
    )
)
MOST_RUNS = 12
MOST = 500

NAMING = runs("ការ")[0]


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

    Words such as "how" and "the" need not be there. Of each language those come first
    whose title has every word, then what stands higher on the website, then the
    newest. ``number`` counts pages of results from 1; after ``MOST`` pages nothing
    more is shown, since another word helps more than a longer list. A query of nothing
    finds nothing.
    """
    wanted = _telling(runs(query[:LONGEST]))[:MOST_RUNS]
    if not wanted:
        return Found((), 0, 1)
    keys = _ranked(wanted, language)
    first = (number - 1) * A_PAGE
    return Found(_pages(keys[first : first + A_PAGE]), len(keys), number)


def _telling(words: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the words that tell what is looked for; all of them if none does."""
    return [_bare(run) for run in words if run not in IDLE] or words


def _bare(run: tuple[str, ...]) -> tuple[str, ...]:
    """Return Khmer without the syllable that makes a noun of a verb.

    So a text is found that says what somebody does, where it was asked for by its
    name. What is left must be long enough to be a word: ការងារ is one as it stands.
    """
    is_named = run[: len(NAMING)] == NAMING and len(run) >= len(NAMING) + 3
    return run[len(NAMING) :] if is_named else run


def _ranked(wanted: Sequence[tuple[str, ...]], language: str) -> list[int]:
    """Return the keys of what was found, in the order of ``find``.

    The index is not asked how well a page fits: in SQLite that would be one search
    for each page that was found.
    """
    phrases = [f" {' '.join(run)} " for run in wanted]
    own = Locale.objects.filter(language_code=language).values("pk")
    is_other = Case(When(locale__in=own, then=0), default=1)
    shown = without_untold(matching(_query(wanted)).filter(live=True))
    found = shown.annotate(is_other=is_other)
    rows = found.order_by("is_other", "depth", "-pk").values_list(
        "pk", "is_other", "title"
    )[:MOST]

    def is_elsewhere(row: tuple[int, int, str]) -> tuple[int, bool]:
        title = _title(row[2])
        return row[1], not all(phrase in title for phrase in phrases)

    return [key for key, *_ in sorted(rows, key=is_elsewhere)]


@lru_cache(maxsize=10_000)
def _title(title: str) -> str:
    return f" {clustered(title)} "


def _query(wanted: Sequence[tuple[str, ...]]) -> SearchQuery:
    phrases = [Phrase(" ".join(run)) for run in wanted]
    return phrases[0] if len(phrases) == 1 else And(phrases)


def _pages(keys: Sequence[int]) -> list[Page]:
    """Return these pages with all that is shown of them, in this order."""
    shown = Page.objects.filter(pk__in=keys).prefetch_related("locale").specific()
    found = {page.pk: page for page in shown}
    return [found[key] for key in keys]
