"""Training guides, campaign materials, informational materials: things to download."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.images.models import Image
from wagtail.models import Orderable
from wagtail.search import index

from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.models.papers import PaperIndexPage, PaperPage
from romdoul.site.papers.files import BOTH, Taking, document_taking


class MaterialIndexPage(PaperIndexPage):
    """A list of materials; by audience and by language."""

    chosen_by = ("for", "in")
    subpage_types = ["pages.MaterialPage"]
    template = "pages/material_index.html"

    class Meta:
        verbose_name = _("list of materials")


class MaterialPage(PaperPage):
    """Something to take away, in one language or several."""

    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *SitePage.content_panels[:1],
        "published_on",
        "audience",
        "licence",
        "picture",
        *PaperPage.picture_panels,
        "files",
        *SitePage.content_panels[1:],
    ]
    search_fields = [*SitePage.search_fields, index.FilterField("audience")]
    parent_page_types = ["pages.MaterialIndexPage"]
    subpage_types: list[str] = []
    template = "pages/material.html"

    class Meta:
        verbose_name = _("material")

    @property
    def cover(self) -> Image | None:
        """The picture beside it."""
        return self.picture

    @property
    def kind_name(self) -> str:
        """What kind of material this is: the list that it is in."""
        return str(self.get_parent().title)

    def uploaded(self) -> Sequence[Taking]:
        """Return the files that an editor gave."""
        files = self.files.select_related("document").order_by("sort_order", "pk")
        return [
            document_taking(one.document, language=one.language, about=one.about)
            for one in files
        ]


class MaterialFile(Orderable):
    """One file of a material, in one language."""

    page = ParentalKey(MaterialPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    language = models.CharField(
        _("language"),
        max_length=8,
        choices=[("km", "ខ្មែរ"), ("en", "English"), (BOTH, _("Khmer and English"))],
        default="km",
    )
    about = models.CharField(_("about"), max_length=160, blank=True)

    def __str__(self) -> str:
        return f"{self.document_id} {self.language}"
