"""A page that is asked for in a language it is not in: where it can be read instead."""

from wagtail.models import Page
from wagtail.query import PageQuerySet

from romdoul.site.stories.telling import without_untold

# The first page of each language stands right below the root of the tree.
FIRST_PAGES = 2


def other_than(language: str, path: str) -> Page | None:
    """Return the page, in another language, that stands where this path would lead.

    Either a page of the same place, or one whose translation here is not out.
    """
    firsts = Page.objects.filter(depth=FIRST_PAGES).values_list(
        "url_path", "locale__language_code"
    )
    for first, spoken in firsts:
        place = f"{first}{path.strip('/')}/".replace("//", "/")
        found = Page.objects.filter(url_path=place)
        if spoken == language:
            found = _translations(found)
        if page := without_untold(found.live().public()).first():
            return page
    return None


def _translations(pages: PageQuerySet) -> PageQuerySet:
    keys = pages.values("translation_key")
    return Page.objects.filter(translation_key__in=keys).exclude(pk__in=pages)
