"""Which pictures a page shows: made when it goes out, gone when nothing shows them.

A story that was taken back leaves no picture behind at an address somebody kept.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.images.models import Image
from wagtail.models import Page, ReferenceIndex

from romdoul.site.pictures import sizes


def page_went_out(page: Any) -> None:  # noqa: ANN401 - any page
    """Make the sizes of every picture on a page that was published."""
    for image in _of(page):
        sizes.make(image)


def page_was_withdrawn(page: Any) -> None:  # noqa: ANN401
    """Let go of the sizes of every picture that no page that is out shows."""
    for image in _of(page):
        if not _is_shown(image):
            sizes.let_go(image)


def make_missing() -> int:
    """Make what pictures on pages lack, after a change of sizes; say how many did."""
    every = Image.objects.prefetch_related("renditions").order_by("pk")
    lacking = [one for one in every if sizes.lacks(one) and _is_shown(one)]
    for image in lacking:
        sizes.make(image)
    return len(lacking)


def _of(page: Any) -> QuerySet[Image]:  # noqa: ANN401
    shown = ReferenceIndex.get_references_for_object(page.specific).filter(
        to_content_type=ContentType.objects.get_for_model(Image)
    )
    return Image.objects.filter(
        pk__in=list(shown.values_list("to_object_id", flat=True))
    )


def _is_shown(image: Image) -> bool:
    """Say whether a page that is out shows a picture."""
    shown = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Image),
        to_object_id=str(image.pk),
    )
    pages = list(shown.values_list("object_id", flat=True))
    return bool(Page.objects.live().filter(pk__in=pages).exists())
