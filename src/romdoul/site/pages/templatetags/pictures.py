"""Pictures, for the templates that show them."""

from typing import Any

from django import template
from wagtail.images.models import Rendition

from romdoul.site.pictures import sizes

register = template.Library()


@register.simple_tag
def sizes_of(image: Any, use: str) -> list[Rendition]:  # noqa: ANN401 - Wagtail's own
    """Return a picture's sizes for a use, the smallest first; none where one lacks."""
    return sizes.shown(image, use)


@register.filter
def words_of(image: Any) -> str:  # noqa: ANN401
    """Return what a picture shows, in words."""
    return sizes.words_of(image)
