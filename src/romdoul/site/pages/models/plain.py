"""Pages of text: the first page, the sections, and the ways to help."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from romdoul.site.pages.models.base import SitePage


class HomePage(SitePage):
    """The first page of a language."""

    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home.html"


class SectionPage(SitePage):
    """A part of the website: a few words, and the pages below it."""

    template = "pages/section.html"


class TextPage(SitePage):
    """A page to read."""

    template = "pages/text.html"


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


class DonatePage(SitePage):
    """How to give. Never a card's number: a transfer, a code to scan, or a link."""

    template = "pages/donate.html"
