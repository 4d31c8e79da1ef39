"""How well the search finds what people ask for: judged by hand, query by query.

The figures stand in docs/benchmarks.md; the test's report holds them, too (``-rP``).
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from logging import getLogger
from pathlib import Path

import pytest

from romdoul.demo import website
from romdoul.demo.website import stories
from romdoul.demo.website.editors import let_in
from romdoul.site.content.loading import load_below
from romdoul.site.news.importing import import_article
from romdoul.site.news.reading import read_page
from romdoul.site.search.finding import find

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
JUDGED = tomllib.loads((HERE / "search_judged.toml").read_text())["queries"]
NEWS = "explore/media/news"
# What the saved articles are once they are published.
IMPORTED = {
    f"km/{NEWS}/article-2025-06-21",
    f"km/{NEWS}/article-2025-11-21",
    f"en/{NEWS}/court-hears-how-a-screen-helped-a-witness-speak",
    f"en/{NEWS}/guesthouses-learn-whom-to-call",
}
RECALL, PRECISION = 1.0, 0.85


@dataclass(frozen=True)
class Judged:
    """One query: what it found, and what it ought to have found."""

    text: str
    found: frozenset[str]
    relevant: frozenset[str]

    @property
    def recall(self) -> float:
        return self._share_of(self.relevant)

    @property
    def precision(self) -> float:
        """Return the share that is relevant; all, if none is and none is found."""
        return self._share_of(self.found)

    def _share_of(self, whole: frozenset[str]) -> float:
        if not whole:
            return float(self.found == self.relevant)
        return len(self.found & self.relevant) / len(whole)


def found(text: str, language: str) -> Iterator[str]:
    """Yield the place of every page that is found, with its language first."""
    for number in count(1):
        some = find(text, language=language, number=number)
        for page in some.pages:
            yield page.url_path.removeprefix("/home-").rstrip("/")
        if not some.has_more:
            return


def told(keys: Path) -> None:
    """Tell the demo's website, and publish the articles that are saved here."""
    let_in(keys)
    load_below(Path(website.__file__).parent)
    stories.clear()
    for path in sorted((HERE / "saved").iterdir()):
        page = import_article("operator", article=read_page(path))
        page.get_latest_revision().publish()


def test_every_relevant_page_is_found_and_few_others(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    told(tmp_path)
    judged = [
        Judged(
            one["text"],
            frozenset(found(one["text"], one["language"])),
            frozenset(one["relevant"]),
        )
        for one in JUDGED
    ]
    recall, precision = (
        sum(getattr(one, figure) for one in judged) / len(judged)
        for figure in ("recall", "precision")
    )
    with caplog.at_level("INFO"):
        getLogger(__name__).info(
            "%d queries: recall %.3f, precision %.3f", len(judged), recall, precision
        )
    missed = {one.text: one.relevant - one.found for one in judged if one.recall < 1}
    assert missed == {}
    assert recall >= RECALL
    assert precision >= PRECISION
    assert {one.text for one in judged if not one.relevant and one.found} == set()


def test_the_queries_are_many_of_both_languages_and_some_find_nothing() -> None:
    assert len(JUDGED) >= 30
    languages = [one["language"] for one in JUDGED]
    assert languages.count("km") >= 30
    assert languages.count("en") >= 12
    imported = [set(one["relevant"]) & IMPORTED for one in JUDGED]
    assert sum(map(bool, imported)) >= 10
    assert set().union(*imported) == IMPORTED
    assert sum(not one["relevant"] for one in JUDGED) >= 4
    assert len({one["text"] for one in JUDGED}) == len(JUDGED)
