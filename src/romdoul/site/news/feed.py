"""The newest articles and stories as an Atom feed, one for each language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from romdoul.site import values
from romdoul.site.pages.models import ArticlePage, CaseStoryPage

NEWEST = 30


@dataclass(frozen=True, slots=True)
class Item:
    """An article or a story in the feed."""

    title: str
    summary: str
    address: str
    on: date


class ArticleFeed(Feed):  # type: ignore[type-arg]
    """Titles and summaries of what was published, the newest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> str:
        """Return the language that was asked for."""
        del request
        return get_language() or "km"

    def title(self, language: str) -> str:
        """Return whose news these are."""
        name = values.current().get(f"organisation.{language}", "Romdoul")
        return _("News from %(name)s") % {"name": name}

    def link(self, language: str) -> str:
        """Return where the news are."""
        return f"/{language}/explore/media/"

    def items(self, language: str) -> Sequence[Item]:
        """Return the newest articles and stories of the language."""
        return newest(language)

    def item_title(self, item: Item) -> str:
        """Return the headline."""
        return item.title

    def item_description(self, item: Item) -> str:
        """Return the summary."""
        return item.summary

    def item_link(self, item: Item) -> str:
        """Return the address on this website."""
        return item.address

    def item_pubdate(self, item: Item) -> datetime:
        """Return the day on which it was published, at its beginning."""
        return datetime.combine(item.on, time.min, tzinfo=UTC)


def newest(language: str) -> list[Item]:
    """Return the newest articles, and the stories that may be told, of a language."""
    here = {"locale__language_code": language}
    articles = ArticlePage.objects.live().public().filter(**here)
    stories = CaseStoryPage.told().public().filter(**here)
    found = [
        *(_item(one, one.published_on) for one in _latest(articles, "published_on")),
        *(_item(one, one.told_on) for one in _latest(stories, "told_on")),
    ]
    return sorted(found, key=lambda item: item.on, reverse=True)[:NEWEST]


def _latest(pages: Any, by: str) -> Any:  # noqa: ANN401 - Wagtail's own
    return pages.order_by(f"-{by}", "-pk")[:NEWEST]


def _item(page: Any, on: date) -> Item:  # noqa: ANN401 - Wagtail's own
    return Item(page.title, page.summary, page.get_url() or "", on)
