"""Which pages may be listed, found or led to: stories only while they may be told."""

from wagtail.models import Page
from wagtail.query import PageQuerySet

from romdoul.site.pages.models import CaseStoryPage


def without_untold(pages: PageQuerySet) -> PageQuerySet:
    """Return the pages without those stories that may not be told today.

    Asked within the same query, however many pages there are.
    """
    return pages.exclude(pk__in=_untold().values("pk"))


def children_of(page: Page) -> PageQuerySet:
    """Return the published pages below a page that may be shown today."""
    return without_untold(page.get_children().live())


def _untold() -> PageQuerySet:
    return CaseStoryPage.objects.exclude(pk__in=CaseStoryPage.told().values("pk"))
