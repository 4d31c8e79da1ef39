"""Articles, for the templates that show them."""

from django import template
from django.template import Context
from wagtail.models import Page

from romdoul.site.counting import counted
from romdoul.site.counting.models import Tally
from romdoul.site.news import listing, sharing
from romdoul.site.news.selection import Selection
from romdoul.site.pages.models import ArticleIndexPage, ArticlePage

register = template.Library()


@register.simple_tag
def articles_of(page: ArticleIndexPage, selection: Selection) -> listing.Listed:
    """Return the articles of a list that were chosen."""
    return listing.listed(page, selection)


@register.simple_tag
def newest_articles(index: Page, number: int) -> list[ArticlePage]:
    """Return the newest articles of a list."""
    return listing.newest(index, number)


@register.simple_tag
def articles_beside(page: ArticlePage) -> dict[str, ArticlePage | None]:
    """Return the articles before and after this one."""
    before, after = listing.beside(page)
    return {"before": before, "after": after}


@register.simple_tag
def views_of(page: ArticlePage) -> int:
    """Return how often people read this, in every language."""
    return counted.total(Tally.Kind.VIEW, str(page.translation_key))


@register.simple_tag(takes_context=True)
def shares_of(context: Context, page: ArticlePage) -> list[sharing.Link]:
    """Return the ways to pass this on."""
    request = context["request"]
    address = request.build_absolute_uri(page.get_url(request) or "/")
    return list(sharing.links(page.title, address))
