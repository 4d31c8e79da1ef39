"""Which files are out: those that a page refers to which may be shown today."""

from datetime import date
from functools import lru_cache

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition
from wagtail.models import Page, ReferenceIndex

from romdoul.site.pages import editions
from romdoul.site.stories.telling import without_untold


def is_picture_out(file: str) -> bool:
    """Say whether a page that is out shows the picture which this file was made of."""
    return _is_picture_out(file, editions.current(), timezone.localdate())


def is_document_out(key: int) -> bool:
    """Say whether a page that is out leads to this document."""
    return _is_referred_to(Document, key, editions.current(), timezone.localdate())


def forget() -> None:
    """Let what is out be looked for anew."""
    _is_picture_out.cache_clear()
    _is_referred_to.cache_clear()


@lru_cache(maxsize=20_000)
def _is_picture_out(file: str, edition: int, today: date) -> bool:
    images = Rendition.objects.filter(file=file).values_list("image", flat=True)[:1]
    return any(_is_referred_to(Image, key, edition, today) for key in images)


@lru_cache(maxsize=10_000)
def _is_referred_to(
    kind: type[Document | Image], key: int, _edition: int, _today: date
) -> bool:
    kinds = ContentType.objects.get_for_model
    # The index is of the pages as they are out: a draft's text stands in its revision.
    found = ReferenceIndex.objects.filter(
        base_content_type=kinds(Page),
        to_content_type=kinds(kind),
        to_object_id=str(key),
    )
    keys = [int(one) for one in found.values_list("object_id", flat=True).distinct()]
    shown = Page.objects.live().public().filter(pk__in=keys)
    return bool(without_untold(shown).exists())
