"""How to give, for the templates that show it."""

from django import template

from romdoul.site import values
from romdoul.site.giving import details, khqr

register = template.Library()


@register.simple_tag
def ways_to_give() -> details.Giving:
    """Return the ways to give that are set up."""
    return details.giving_of(values.current())


@register.filter
def as_picture(code: str) -> str:
    """Return the address of a KHQR code as a picture."""
    return khqr.drawn(code)
