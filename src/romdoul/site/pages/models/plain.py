"""Pages of text: the first page, the sections, and the ways to help."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from romdoul.site.pages.models.articles import ArticleIndexPage
from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.models.courses import CoursePage
from romdoul.site.pages.refusals import NeedsSecondPerson
from romdoul.site.pages.seen import digest_of
from romdoul.site.pages.writers import wrote

# How many new courses the first page shows.
NEWEST = 3


class HomePage(SitePage):
    """The first page of a language."""

    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home.html"

    class Meta:
        verbose_name = _("first page")

    def get_context(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> dict[str, Any]:
        """Add what is new: news and courses in this language."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["news_index"] = self._news()
        courses = CoursePage.objects.live().filter(locale_id=self.locale_id)
        context["courses"] = list(courses.order_by("-first_published_at")[:NEWEST])
        return context

    def _news(self) -> ArticleIndexPage | None:
        """Return the list of the news: the first of the lists of articles."""
        lists = ArticleIndexPage.objects.descendant_of(self).live()
        first: ArticleIndexPage | None = lists.order_by("path").first()
        return first


class SectionPage(SitePage):
    """A part of the website: a few words, and the pages below it."""

    template = "pages/section.html"

    class Meta:
        verbose_name = _("section")


class TextPage(SitePage):
    """A page to read."""

    template = "pages/text.html"

    class Meta:
        verbose_name = _("page of text")


class HelpPage(SitePage):
    """A page that leads to us: to ask for help, or to tell us something."""

    class Way(models.TextChoices):
        """Where its button leads."""

        HELP = "help", _("Ask for help")
        TELL = "tell", _("Tell us")

    way = models.CharField(
        _("leads to"), max_length=8, choices=Way.choices, default=Way.HELP
    )

    content_panels = [*SitePage.content_panels, "way"]
    template = "pages/help.html"

    class Meta:
        verbose_name = _("page that leads to us")

    @property
    def warns(self) -> bool:
        """Whether the body itself says what to do in danger now."""
        return any(
            block.block_type == "callout" and block.value["kind"] == "danger"
            for block in self.body
        )


class DonatePage(SitePage):
    """How to give. Never a card's number: a transfer, a code to scan, or a link.

    Whoever could write an account's number here and let it out alone could take what
    is given; so a second person publishes it, as with the details that are set up.
    """

    ASKS_TO_GO_OUT = True
    TELLS_ACCOUNTS = True
    template = "pages/donate.html"

    class Meta:
        verbose_name = _("page on giving")

    def as_read(self) -> str:
        """Return the digest of what a reader of the page gets."""
        named = (self.title, self.seo_title, self.slug, self.summary)
        return digest_of(self, self.locale.language_code, *named)

    def may_publish(self, revision: Revision, account: int | None) -> bool:
        """Say whether somebody else than the publisher wrote what goes out.

        Nobody publishes by the clock, which does what a second person set; and by the
        administrator's command, before anybody with an account has written.
        """
        versions = Revision.objects.for_instance(self)
        if account is None:
            by_clock = revision.approved_go_live_at is not None
            return by_clock or not versions.exclude(user=None).exists()
        theirs = versions.filter(user=account, pk__gt=self.live_revision_id or 0)
        return not theirs.exists() or not wrote(self, account)

    def publish(
        self, revision: Revision, user: object = None, **options: object
    ) -> object:
        """Publish what a second person looked at; raise NeedsSecondPerson."""
        if not self.may_publish(revision, getattr(user, "pk", None)):
            raise NeedsSecondPerson(self.pk)
        return super().publish(revision, user=user, **options)
