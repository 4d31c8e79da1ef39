"""Articles in lists: by year, by tag, and what came before a place in them.

A list goes on from an article rather than by counting, so that the last page of five
thousand costs what the first one does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet
from taggit.models import Tag
from wagtail.models import Page

from romdoul.site.news.selection import Selection
from romdoul.site.pages.models.articles import ArticlePage, ArticleTag

A_PAGE = 12
MOST_TAGS = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, and what else can be chosen."""

    articles: Sequence[ArticlePage]
    years: Sequence[int]
    tags: Sequence[tuple[str, str, int]]
    selection: Selection
    tag_name: str
    older: str


def listed(index: Page, selection: Selection) -> Listed:
    """Return the articles of a list that were chosen, the newest first."""
    all_of_it = ArticlePage.objects.child_of(index).live().public()
    rows = list(_chosen(all_of_it, selection)[: A_PAGE + 1])
    shown, more = rows[:A_PAGE], rows[A_PAGE:]
    tags = _tags(index)
    last = (shown[-1].published_on, shown[-1].pk) if more else None
    return Listed(
        articles=shown,
        years=[day.year for day in all_of_it.dates("published_on", "year", "DESC")],
        tags=tags,
        selection=selection,
        tag_name=next((n for slug, n, _ in tags if slug == selection.tag), ""),
        older=replace(selection, before=last).path if last else "",
    )


def newest(language: str, number: int) -> list[ArticlePage]:
    """Return the newest articles of a language, of every list."""
    published = ArticlePage.objects.live().public()
    told = published.filter(locale__language_code=language)
    return list(told.order_by("-published_on", "-pk")[:number])


def beside(article: ArticlePage) -> tuple[ArticlePage | None, ArticlePage | None]:
    """Return the article before and the one after, in the same list."""
    others = ArticlePage.objects.sibling_of(article, inclusive=False).live().public()
    here = {"published_on": article.published_on}
    older = Q(published_on__lt=article.published_on) | Q(**here, pk__lt=article.pk)
    newer = Q(published_on__gt=article.published_on) | Q(**here, pk__gt=article.pk)
    return (
        others.filter(older).order_by("-published_on", "-pk").first(),
        others.filter(newer).order_by("published_on", "pk").first(),
    )


def _chosen(
    articles: QuerySet[ArticlePage], selection: Selection
) -> QuerySet[ArticlePage]:
    if selection.year:
        articles = articles.filter(published_on__year=selection.year)
    if selection.tag:
        tagged = ArticleTag.objects.filter(tag__slug=selection.tag)
        articles = articles.filter(pk__in=tagged.values("content_object_id"))
    if selection.before:
        day, key = selection.before
        earlier = Q(published_on__lt=day) | Q(published_on=day, pk__lt=key)
        articles = articles.filter(earlier)
    return articles.order_by("-published_on", "-pk")


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
