"""Who translated a story: loaded in the editing alone, which has what translates.

What is typed into a translation leaves no version of the page; the version is made by
whoever presses "Publish".
"""

from typing import Any
from uuid import UUID

from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationLog

from romdoul.site.pages.models import CaseStoryPage
from romdoul.site.pages.models.story_records import StoryTranslator


def by(account: int, story: UUID, locale: int) -> bool:
    """Say whether an account typed any of a translation, or had it begun."""
    typed = {
        "context__object__translation_key": story,
        "locale": locale,
        "last_translated_by": account,
    }
    kept = {"story": story, "locale": locale, "account": account}
    return (
        StoryTranslator.objects.filter(**kept).exists()
        # What was typed before anybody kept who did.
        or StringTranslation.objects.filter(**typed).exists()
        or SegmentOverride.objects.filter(**typed).exists()
        or account == _submitter(story, locale)
    )


def keep_writer(typed: StringTranslation | SegmentOverride) -> None:
    """Keep who typed what was saved of a story's translation."""
    if typed.last_translated_by_id is not None:
        keep(typed.context.object_id, typed.locale_id, typed.last_translated_by_id)


def keep(story: UUID, locale: int, account: int) -> None:
    """Keep that an account wrote of a story's translation; of other pages, nothing."""
    if _is_story(story):
        StoryTranslator.objects.get_or_create(
            story=story, locale_id=locale, account_id=account
        )


def put_together() -> Any:  # noqa: ANN401 - a query, for another's
    """Return the versions that were put together of what translators typed."""
    return TranslationLog.objects.exclude(revision=None).values("revision")


def _submitter(story: UUID, locale: int) -> int | None:
    made = TranslationLog.objects.filter(
        source__object__translation_key=story, locale=locale
    )
    users = made.order_by("created_at", "pk").values_list("revision__user", flat=True)
    return users.first()


def _is_story(key: UUID) -> bool:
    return bool(CaseStoryPage.objects.filter(translation_key=key).exists())
