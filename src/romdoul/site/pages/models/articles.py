"""News, insights, and what others write of us."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.search import index

from romdoul.site.pages.models.base import SitePage


class ArticleIndexPage(SitePage):
    """A list of articles, the newest first; by year and by tag."""

    subpage_types = ["pages.ArticlePage"]
    template = "pages/article_index.html"


class ArticleTag(TaggedItemBase):
    """A tag on an article."""

    content_object = ParentalKey(
        "pages.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class ArticlePage(SitePage):
    """Something that was written on a day, here or elsewhere."""

    published_on = models.DateField(_("published on"), db_index=True)
    author = models.CharField(_("author"), max_length=160, blank=True)
    source = models.CharField(
        _("source"),
        max_length=160,
        blank=True,
        help_text=_("Who published it first, if that was not us."),
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    to_check = models.TextField(
        _("to check"),
        blank=True,
        help_text=_("What the import was unsure of. Empty it once you have looked."),
    )
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    content_panels = [
        "to_check",
        *SitePage.content_panels[:1],
        "published_on",
        "author",
        "source",
        "source_url",
        "picture",
        *SitePage.content_panels[1:],
        "tags",
    ]
    search_fields = [
        *SitePage.search_fields,
        index.FilterField("published_on"),
    ]
    parent_page_types = ["pages.ArticleIndexPage"]
    subpage_types: list[str] = []
    template = "pages/article.html"
