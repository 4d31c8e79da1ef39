"""Training guides, campaign materials, informational materials: things to download."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable
from wagtail.search import index

from romdoul.site.pages.models.base import SitePage


class Audience(models.TextChoices):
    """For whom something was made."""

    CHILDREN = "children", _("Children and young people")
    PARENTS = "parents", _("Parents and caregivers")
    TEACHERS = "teachers", _("Teachers and educators")
    POLICE = "police", _("Police and justice")
    TOURISM = "tourism", _("Guesthouses, hotels and transport")
    EVERYONE = "everyone", _("Everyone")


class Licence(models.TextChoices):
    """Under which terms it may be used."""

    CC_BY = "cc-by", _("Share and change it, and name us (CC BY)")
    CC_BY_NC = "cc-by-nc", _("Share it without selling it, and name us (CC BY-NC)")
    ASK = "ask", _("Ask us first")


class MaterialIndexPage(SitePage):
    """A list of materials, by audience."""

    subpage_types = ["pages.MaterialPage"]
    template = "pages/material_index.html"


class MaterialPage(SitePage):
    """Something to take away, in one language or several."""

    published_on = models.DateField(_("published on"), db_index=True)
    audience = models.CharField(
        _("for"), max_length=12, choices=Audience.choices, default=Audience.EVERYONE
    )
    licence = models.CharField(
        _("licence"), max_length=12, choices=Licence.choices, default=Licence.CC_BY_NC
    )
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
        "files",
        *SitePage.content_panels[1:],
    ]
    search_fields = [*SitePage.search_fields, index.FilterField("audience")]
    parent_page_types = ["pages.MaterialIndexPage"]
    subpage_types: list[str] = []
    template = "pages/material.html"


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
        choices=[("km", "ខ្មែរ"), ("en", "English"), ("both", _("Khmer and English"))],
        default="km",
    )
    about = models.CharField(_("about"), max_length=160, blank=True)

    def __str__(self) -> str:
        return f"{self.document_id} {self.language}"
