"""The pages that lead to one, for whoever is about to take it off."""

from django import template
from wagtail.models import Page

from romdoul.site.editing.links.checking import pages_leading_to

register = template.Library()


@register.simple_tag
def pages_that_lead_to(page: Page) -> list[Page]:
    """Return them."""
    return pages_leading_to(page)
