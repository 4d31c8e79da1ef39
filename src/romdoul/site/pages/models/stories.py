"""Case stories: told with consent, after a second person has looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from romdoul.site.pages.models.base import SitePage


class StoryIndexPage(SitePage):
    """A list of case stories."""

    subpage_types = ["pages.CaseStoryPage"]
    template = "pages/story_index.html"


class CaseStoryPage(SitePage):
    """What happened to somebody who agreed to its telling, with nothing that tells who.

    Goes out only while `site.stories` finds a live consent and a review of this
    very text by somebody other than who wrote it.
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
