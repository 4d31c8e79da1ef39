"""Articles for the tests of lists."""

from datetime import date

from romdoul.site.content.places import page_at
from romdoul.site.pages.models import ArticlePage

NEWS = "explore/media/news"


def article(
    title: str,
    published_on: date,
    *,
    language: str = "en",
    tags: tuple[str, ...] = (),
    live: bool = True,
    place: str = NEWS,
) -> ArticlePage:
    """Return an article of a language, among the news if no other list is named."""
    parent = page_at(place, language)
    assert parent is not None
    page = ArticlePage(
        title=title, published_on=published_on, locale=parent.locale, live=live
    )
    parent.add_child(instance=page)
    if tags:
        page.tags.add(*tags)
        page.save()
    return page
