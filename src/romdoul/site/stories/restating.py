"""A file that changed under a story: what stands there is another text from then on."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from romdoul.site.pages import editions
from romdoul.site.pages.models import CaseStoryPage


def file_changed(file: Model) -> None:
    """State anew the digest of every story that holds the file, whoever changed it.

    A story is shown while a review is of the digest that stands on it: one whose file
    is another is shown no more, until somebody reviews it with that.
    """
    holding = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    numbers = [int(one) for one in holding.values_list("object_id", flat=True)]
    for page in CaseStoryPage.objects.filter(pk__in=numbers):
        restate(page)


def restate(page: CaseStoryPage) -> None:
    """Write the digest of a story's text as it stands, where it is another."""
    standing = page.as_read()
    if standing != page.text_digest:
        page.text_digest = standing
        page.save(update_fields=["text_digest"])
        editions.begin_next()
