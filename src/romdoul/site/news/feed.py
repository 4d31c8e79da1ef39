"""The newest articles as an Atom feed, one for each language."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from romdoul.site import values
from romdoul.site.pages.models import ArticlePage

NEWEST = 30


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

    def items(self, language: str) -> Sequence[ArticlePage]:
        """Return the newest articles of the language."""
        published = ArticlePage.objects.live().public()
        told = published.filter(locale__language_code=language)
        return list(told.order_by("-published_on", "-pk")[:NEWEST])

    def item_title(self, item: ArticlePage) -> str:
        """Return the headline."""
        return str(item.title)

    def item_description(self, item: ArticlePage) -> str:
        """Return the summary."""
        return str(item.summary)

    def item_link(self, item: ArticlePage) -> str:
        """Return the address on this website."""
        return item.get_url() or ""

    def item_pubdate(self, item: ArticlePage) -> datetime:
        """Return the day on which it was published, at its beginning."""
        return datetime.combine(item.published_on, time.min, tzinfo=UTC)
