"""Articles in lists: by year, by tag, and what came before a place in them.

A list goes on from an article rather than by counting, so that the last page of five
thousand costs what the first one does. What can be chosen in a list is kept for one
edition of the website: to find it, every article is looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from taggit.models import Tag
from wagtail.models import Page

from romdoul.site.news.selection import Selection
from romdoul.site.pages import editions
from romdoul.site.pages.models.articles import ArticlePage, ArticleTag

A_PAGE = 12
MOST_TAGS = 20
NEWEST = ("-published_on", "-page_ptr_id")
OLDEST = ("published_on", "page_ptr_id")


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, and what else can be chosen.

    ``newer`` is the address of the page before this one, None where this is the first.
    """

    articles: Sequence[ArticlePage]
    years: Sequence[int]
    tags: Sequence[tuple[str, str, int]]
    selection: Selection
    tag_name: str
    older: str
    newer: str | None


def listed(index: Page, selection: Selection) -> Listed:
    """Return the articles of a list that were chosen, the newest first."""
    inside = Page.objects.child_of(index).live().public()
    rows = _first_of(_chosen(selection), inside, A_PAGE + 1)
    shown, more = rows[:A_PAGE], rows[A_PAGE:]
    years, tags = _choices(index.pk, editions.current())
    last = (shown[-1].published_on, shown[-1].pk) if more else None
    return Listed(
        articles=shown,
        years=years,
        tags=tags,
        selection=selection,
        tag_name=next((n for slug, n, _ in tags if slug == selection.tag), ""),
        older=replace(selection, before=last).path if last else "",
        newer=_newer(selection, inside),
    )


def newest(index: Page, number: int) -> list[ArticlePage]:
    """Return the newest articles of a list."""
    inside = Page.objects.child_of(index).live().public()
    return _first_of(ArticlePage.objects.order_by(*NEWEST), inside, number)


def beside(article: ArticlePage) -> tuple[ArticlePage | None, ArticlePage | None]:
    """Return the article before and the one after, in the same list.

    One that was never saved, as it is previewed, stands beside none.
    """
    if article.pk is None:
        return None, None
    others = Page.objects.sibling_of(article, inclusive=False).live().public()
    here = {"published_on": article.published_on}
    older = Q(published_on__lt=article.published_on) | Q(**here, pk__lt=article.pk)
    newer = Q(published_on__gt=article.published_on) | Q(**here, pk__gt=article.pk)
    # The day alone, again: by it the index is entered, which by either-or it is not.
    before = ArticlePage.objects.filter(older, published_on__lte=article.published_on)
    after = ArticlePage.objects.filter(newer, published_on__gte=article.published_on)
    ordered = (before.order_by(*NEWEST), after.order_by(*OLDEST))
    found = (_first_of(those, others, 1) for those in ordered)
    one, other = (next(iter(rows), None) for rows in found)
    return one, other


def forget() -> None:
    """Let what can be chosen be looked for anew."""
    _choices.cache_clear()


def _first_of(
    articles: QuerySet[ArticlePage], pages: QuerySet[Page], number: int
) -> list[ArticlePage]:
    """Return the first of ordered articles that are among pages.

    The index of their days is walked, and of each is asked whether it is among those
    pages: a join would sort all that there are, to show a few.
    """
    those = _among(articles, pages).values_list("page_ptr_id", flat=True)
    keys = list(those[:number])
    found = ArticlePage.objects.in_bulk(keys)
    return [found[key] for key in keys]


def _among(
    articles: QuerySet[ArticlePage], pages: QuerySet[Page]
) -> QuerySet[ArticlePage]:
    return articles.filter(Exists(pages.filter(pk=OuterRef("page_ptr_id"))))


def _newer(selection: Selection, inside: QuerySet[Page]) -> str | None:
    """Return the address of the page that stands before what was chosen."""
    if selection.before is None:
        return None
    day, key = selection.before
    later = Q(published_on__gt=day) | Q(published_on=day, pk__gte=key)
    first = replace(selection, before=None)
    those = _chosen(first).filter(later, published_on__gte=day).order_by(*OLDEST)
    places = _among(those, inside).values_list("published_on", "page_ptr_id")
    found = list(places[: A_PAGE + 1])
    if not found:
        return None
    return replace(first, before=found[A_PAGE] if found[A_PAGE:] else None).path


def _chosen(selection: Selection) -> QuerySet[ArticlePage]:
    articles = ArticlePage.objects.order_by(*NEWEST)
    if selection.year:
        articles = articles.filter(published_on__year=selection.year)
    if selection.tag:
        tagged = ArticleTag.objects.filter(tag__slug=selection.tag)
        articles = articles.filter(pk__in=tagged.values("content_object_id"))
    if selection.before:
        day, key = selection.before
        earlier = Q(published_on__lt=day) | Q(published_on=day, pk__lt=key)
        articles = articles.filter(published_on__lte=day).filter(earlier)
    return articles


@lru_cache(maxsize=64)
def _choices(
    index_pk: int, _edition: int
) -> tuple[list[int], list[tuple[str, str, int]]]:
    """Return the years and the tags of a list."""
    index = Page.objects.get(pk=index_pk)
    inside = ArticlePage.objects.child_of(index).live().public()
    years = [day.year for day in inside.dates("published_on", "year", "DESC")]
    return years, _tags(index)


def _tags(index: Page) -> list[tuple[str, str, int]]:
    """Return the tags used most in a list: slug, name, and how often."""
    inside = {
        "content_object__path__startswith": index.path,
        "content_object__depth": index.depth + 1,
        "content_object__live": True,
    }
    used = ArticleTag.objects.filter(**inside).values("tag")
    counted = used.annotate(times=Count("pk")).order_by("-times", "tag")[:MOST_TAGS]
    times = {row["tag"]: row["times"] for row in counted}
    named = Tag.objects.in_bulk(times)
    return [
        (named[key].slug, named[key].name, number)
        for key, number in times.items()
        if key in named
    ]
