"""Impact reports and research reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from romdoul.site.pages.models.base import SitePage


class ReportIndexPage(SitePage):
    """A list of reports, the newest first."""

    subpage_types = ["pages.ReportPage"]
    template = "pages/report_index.html"


class ReportPage(SitePage):
    """A report: summary, cover, figures; to read here and as a PDF."""

    published_on = models.DateField(_("published on"), db_index=True)
    period_from = models.DateField(_("period from"), null=True, blank=True)
    period_until = models.DateField(_("period until"), null=True, blank=True)
    authors = models.CharField(_("authors"), max_length=250, blank=True)
    cover = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("PDF"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without one, the PDF is made from this page."),
    )

    content_panels = [
        *SitePage.content_panels[:1],
        "published_on",
        "period_from",
        "period_until",
        "authors",
        "cover",
        "document",
        *SitePage.content_panels[1:],
    ]
    parent_page_types = ["pages.ReportIndexPage"]
    subpage_types: list[str] = []
    template = "pages/report.html"
