"""Whether a story may be out: asked when it is published, and each time it is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from romdoul.site.pages import seen
from romdoul.site.pages.models.story_records import StoryConsent, StoryReview

MARK = "romdoul.story.3"

CHECKS: Mapping[str, Promise] = {
    "name": _("The name is another one, and no relative or friend would know it."),
    "place": _("Places, schools and villages cannot be recognised."),
    "time": _("Dates, ages and the order of events are changed or left out."),
    "people": _("Family, people reported and helpers cannot be recognised."),
    "picture": _("No picture or voice is of the child or of a place they know."),
    "together": _("Together with what newspapers wrote, it tells nobody who it is."),
    "risk": _("Its being read by the family or by who did harm puts nobody in danger."),
}
"""What the second person says yes to, one by one (UNICEF's guidance for reporting)."""


class Story(Protocol):
    """A page of a case story, in one language."""

    translation_key: UUID
    title: str
    seo_title: str
    slug: str
    told_on: date
    summary: str

    @property
    def body(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """What a story has and what it lacks."""

    consent: StoryConsent | None
    review: StoryReview | None

    @property
    def is_clear(self) -> bool:
        """Say whether the story may be out."""
        return self.consent is not None and self.review is not None

    @property
    def lacks(self) -> list[Promise]:
        """Return what is missing, in words."""
        missing: list[Promise] = []
        if self.consent is None:
            missing.append(_("There is no consent that holds today."))
        if self.review is None:
            missing.append(_("Nobody but its writer has reviewed this very text."))
        return missing


def digest_of(page: Story, language: str) -> str:
    """Return the digest of what a reader of the story gets, its address included."""
    named = (page.title, page.seo_title, page.slug, str(page.told_on), page.summary)
    return seen.digest_of(page, language, MARK, language, *named)


def standing(
    page: Story, language: str, *, on: date, wrote: Callable[[int], bool]
) -> Standing:
    """Return how a story stands on a day; who wrote it cannot have reviewed it."""
    return Standing(
        live_consent(page.translation_key, on=on),
        _review(page, language, wrote=wrote),
    )


def live_consent(story: UUID, *, on: date) -> StoryConsent | None:
    """Return the consent that holds on a day."""
    return consents(on=on).filter(story=story).first()


def consents(*, on: date) -> QuerySet[StoryConsent]:
    """Return the consents that hold on a day."""
    still = Q(ends_on=None) | Q(ends_on__gt=on)
    return StoryConsent.objects.filter(still, withdrawn_at=None, given_on__lte=on)


def _review(
    page: Story, language: str, *, wrote: Callable[[int], bool]
) -> StoryReview | None:
    same = StoryReview.objects.filter(
        story=page.translation_key,
        language=language,
        text_digest=digest_of(page, language),
    )
    # The latest word on this text counts, whoever said it.
    words = same.order_by("-reviewed_at", "-pk")
    latest = next((one for one in words if not wrote(one.reviewed_by_id)), None)
    return latest if latest is not None and latest.is_passed else None
