"""News, insights, and what others write of us."""

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.search import index
from wagtail.url_routing import RouteResult

from romdoul.site.news.selection import Selection, selection_of
from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.models.pictured import PicturedPage


class ArticleIndexPage(SitePage):
    """A list of articles, the newest first; by year and by tag."""

    subpage_types = ["pages.ArticlePage"]
    template = "pages/article_index.html"

    class Meta:
        verbose_name = _("list of articles")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find an article by its slug, else a choice of articles by its address."""
        try:
            return super().route(request, path_components)
        except Http404:
            selection = selection_of(path_components)
            if selection is None or not self.live or not self._has(selection):
                raise
            return RouteResult(self, kwargs={"selection": selection})

    def _has(self, selection: Selection) -> bool:
        """Say whether there is anything of its year and tag: else nothing is there."""
        inside = ArticlePage.objects.child_of(self).live()
        if selection.year:
            inside = inside.filter(published_on__year=selection.year)
        if selection.tag:
            inside = inside.filter(tagged_items__tag__slug=selection.tag)
        return bool(inside.exists())

    def get_context(
        self, request: HttpRequest, *, selection: Selection | None = None
    ) -> dict[str, object]:
        """Return what the list is to show: what its address chose, else the newest."""
        context: dict[str, object] = super().get_context(request)
        return context | {"selection": selection or Selection()}


class ArticleTag(TaggedItemBase):
    """A tag on an article."""

    content_object = ParentalKey(
        "pages.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class ArticlePage(PicturedPage):
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
        *PicturedPage.picture_panels,
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

    class Meta:
        verbose_name = _("article")
