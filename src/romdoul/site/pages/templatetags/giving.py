"""How to give, for the templates that show it."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from romdoul.site import values
from romdoul.site.giving import details, khqr

register = template.Library()


@register.simple_tag
def ways_to_give() -> details.Giving:
    """Return the ways to give that are set up."""
    return details.giving_of(values.current())


@register.filter
def as_drawing(code: str) -> SafeString:
    """Return a KHQR code as a drawing."""
    # Squares alone: nothing of the code's text stands in its drawing.
    return mark_safe(khqr.drawn(code))  # noqa: S308
