"""Case stories: told with consent, after a second person has looked."""

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from romdoul.kernel.errors import Refused
from romdoul.site.pages.models.base import SitePage
from romdoul.site.stories.clearing import Standing, digest_of, live_consent, standing


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

    content_panels = [
        *SitePage.content_panels[:1],
        "told_on",
        *SitePage.content_panels[1:],
    ]
    parent_page_types = ["pages.StoryIndexPage"]
    subpage_types: list[str] = []
    template = "pages/story.html"

    class Meta:
        verbose_name = _("case story")

    def wrote(self, account: int) -> bool:
        """Return whether an account wrote any of it.

        Saving it as it was is no writing: who presses "Publish" does that.
        """
        versions = Revision.objects.for_instance(self).order_by("created_at", "pk")
        for theirs in versions.filter(user=account):
            earlier = versions.filter(pk__lt=theirs.pk).last()
            if earlier is None or _digest(earlier) != _digest(theirs):
                return True
        return False

    def standing(self) -> Standing:
        """Return what this text has and lacks today."""
        language = self.locale.language_code
        today = timezone.localdate()
        return standing(self, language, on=today, wrote=self.wrote)

    def publish(
        self, revision: Revision, user: object = None, **options: object
    ) -> object:
        """Publish what is cleared.

        Raises Refused for a text without a live consent or a second person's review.
        """
        if not revision.as_object().standing().is_clear:
            raise Refused("story:publish", str(self.translation_key))
        return super().publish(revision, user=user, **options)

    def serve(self, request: HttpRequest) -> HttpResponse:
        """Show the story while consent holds, whatever was published."""
        if live_consent(self.translation_key, on=timezone.localdate()) is None:
            raise Http404
        shown: HttpResponse = super().serve(request)
        return shown


def _digest(version: Revision) -> str:
    page = version.as_object()
    return digest_of(page, page.locale.language_code)
