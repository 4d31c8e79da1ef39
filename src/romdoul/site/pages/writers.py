"""Who wrote a page: asked of pages that another person than the writer lets out."""

from importlib import import_module
from typing import Protocol
from uuid import UUID

from django.apps import apps
from wagtail.models import Revision


class Read(Protocol):
    """A page that says what a reader gets of it."""

    translation_key: UUID
    locale_id: int

    def as_read(self) -> str:
        """Return the digest of what a reader gets."""


def wrote(page: Read, account: int) -> bool:
    """Return whether an account wrote any of a page, or had it translated.

    Saving it as it was is no writing: who presses "Publish" does that.
    """
    versions = Revision.objects.for_instance(page).order_by("created_at", "pk")
    own = versions.filter(user=account)
    # Where nobody edits there is nothing that translates, and nothing to ask.
    if apps.is_installed("wagtail_localize"):
        translated = import_module("romdoul.site.stories.translated")
        if translated.by(account, page.translation_key, page.locale_id):
            return True
        own = own.exclude(pk__in=translated.put_together())
    for theirs in own:
        earlier = versions.filter(pk__lt=theirs.pk).last()
        if earlier is None or _read(earlier) != _read(theirs):
            return True
    return False


def _read(version: Revision) -> str:
    page: Read = version.as_object()
    return page.as_read()
