"""The pages below a page, for the templates that list them."""

from django import template
from wagtail.models import Page
from wagtail.query import PageQuerySet

from romdoul.site.stories.telling import children_of

register = template.Library()


@register.simple_tag
def pages_below(page: Page) -> PageQuerySet:
    """Return the pages below that may be shown, as what they are."""
    return children_of(page).specific()
