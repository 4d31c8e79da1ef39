"""Pages by their place, and the links that name a place."""

import re
from typing import Any

from wagtail.models import Page

from romdoul.kernel.errors import BadInput
from romdoul.site.pages.models.base import SitePage

_PAGE_LINK = re.compile(r'<a href="page:([a-z0-9/-]*)">')


def page_at(place: str, language: str) -> Page | None:
    """Return the page at a place below the first page of a language."""
    page = Page.objects.filter(depth=2, slug=f"home-{language}").first()
    for slug in filter(None, place.split("/")):
        page = page and page.get_children().filter(slug=slug).first()
    return page


def linked(page: SitePage, value: Any) -> Any:  # noqa: ANN401 - a block's value
    """Return a block's value with the pages that it names in the page's language.

    Raises BadInput for a place where no page is.
    """
    if isinstance(value, str):
        return _PAGE_LINK.sub(lambda found: _anchor(_named(page, found[1])), value)
    if isinstance(value, list):
        return [linked(page, one) for one in value]
    if isinstance(value, dict):
        return {
            name: _named(page, one) if name == "page" else linked(page, one)
            for name, one in value.items()
        }
    return value


def _anchor(target: Page) -> str:
    return f'<a linktype="page" id="{target.pk}">'


def _named(page: SitePage, place: str) -> Page:
    target = page_at(place, page.locale.language_code)
    if target is None:
        raise BadInput(f"{page.slug}: there is no page {place}")
    return target
