"""Case stories: told with consent, after a second person has looked."""

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail.query import PageQuerySet

from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.models.story_records import StoryReview
from romdoul.site.pages.refusals import NotCleared
from romdoul.site.pages.writers import wrote
from romdoul.site.stories.clearing import Standing, consents, digest_of, standing


class StoryIndexPage(SitePage):
    """A list of case stories."""

    subpage_types = ["pages.CaseStoryPage"]
    template = "pages/story_index.html"

    class Meta:
        verbose_name = _("list of case stories")


class CaseStoryPage(SitePage):
    """What happened to somebody who agreed to its telling, with nothing that tells who.

    Goes out, and is shown, only while there is a consent that holds and a review of
    this very text by somebody who did not write it.
    """

    told_on = models.DateField(_("told on"), db_index=True)
    # Of the text as it stands here, whoever put it here: what lists compare with the
    # reviews, without reading the text.
    text_digest = models.CharField(
        max_length=64, blank=True, default="", editable=False
    )

    content_panels = [
        *SitePage.content_panels[:1],
        "told_on",
        *SitePage.content_panels[1:],
    ]
    parent_page_types = ["pages.StoryIndexPage"]
    subpage_types: list[str] = []
    ASKS_TO_GO_OUT = True
    template = "pages/story.html"

    class Meta:
        verbose_name = _("case story")

    @classmethod
    def told(cls) -> PageQuerySet:
        """Return the stories that may be shown today.

        Those out with a consent that holds, of whose text as it stands the latest
        review says yes.
        """
        consent = consents(on=timezone.localdate()).filter(
            story=OuterRef("translation_key")
        )
        reviews = StoryReview.objects.filter(
            story=OuterRef("translation_key"), text_digest=OuterRef("text_digest")
        )
        latest = reviews.order_by("-reviewed_at", "-pk").values("is_passed")[:1]
        stories = cls.objects.live().filter(Exists(consent))
        return stories.alias(passed=Subquery(latest)).filter(passed=True)

    @cached_property
    def twin(self) -> Page | None:
        """The same story in the other language, if it may be told there."""
        same = CaseStoryPage.told().filter(translation_key=self.translation_key)
        return same.exclude(pk=self.pk).first()

    def save(self, *args: object, **options: object) -> None:
        """Save it, with the digest of its text where the text is saved."""
        if options.get("update_fields") is None:
            self.text_digest = self.as_read()
        super().save(*args, **options)

    def as_read(self) -> str:
        """Return the digest of what a reader of the story gets."""
        return digest_of(self, self.locale.language_code)

    def wrote(self, account: int) -> bool:
        """Return whether an account wrote any of it, or had it translated."""
        return wrote(self, account)

    def standing(self) -> Standing:
        """Return what this text has and lacks today."""
        language = self.locale.language_code
        today = timezone.localdate()
        return standing(self, language, on=today, wrote=self.wrote)

    def hindrances(self) -> list[str]:
        """Return what is asked of every page, and what a story lacks beside it."""
        return [*super().hindrances(), *map(str, self.standing().lacks)]

    def publish(
        self, revision: Revision, user: object = None, **options: object
    ) -> object:
        """Publish what is cleared.

        Raises NotCleared for a text without a live consent or a second person's review.
        """
        standing = revision.as_object().standing()
        if not standing.is_clear:
            raise NotCleared(self.pk, [str(one) for one in standing.lacks])
        return super().publish(revision, user=user, **options)

    def serve(self, request: HttpRequest) -> HttpResponse:
        """Show the story while it may be told, whatever was published."""
        if not CaseStoryPage.told().filter(pk=self.pk).exists():
            raise Http404
        shown: HttpResponse = super().serve(request)
        return shown
