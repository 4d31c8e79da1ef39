"""Impact reports and research reports."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from romdoul.site.pages.models.base import SitePage
from romdoul.site.pages.models.papers import PaperIndexPage, PaperPage
from romdoul.site.papers.choosing import Traits
from romdoul.site.papers.files import Taking, document_taking


class ReportIndexPage(PaperIndexPage):
    """A list of reports, the newest first; by kind and by year."""

    chosen_by = ("kind", "year")
    subpage_types = ["pages.ReportPage"]
    template = "pages/report_index.html"

    class Meta:
        verbose_name = _("list of reports")


class ReportPage(PaperPage):
    """A report: summary, cover, figures; to read here and as a PDF."""

    PICTURE = "cover"

    class Kind(models.TextChoices):
        """What kind of report."""

        IMPACT = "impact", _("Impact report")
        EVALUATION = "evaluation", _("Evaluation")
        RESEARCH = "research", _("Research report")
        BRIEF = "brief", _("Short paper on a reform")

    report_kind = models.CharField(
        _("kind"), max_length=12, choices=Kind.choices, default=Kind.IMPACT
    )
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

    has_cover_page = True
    content_panels = [
        *SitePage.content_panels[:1],
        "report_kind",
        "published_on",
        "period_from",
        "period_until",
        "authors",
        "audience",
        "licence",
        "cover",
        *PaperPage.picture_panels,
        "document",
        *SitePage.content_panels[1:],
    ]
    parent_page_types = ["pages.ReportIndexPage"]
    subpage_types: list[str] = []
    template = "pages/report.html"

    class Meta:
        verbose_name = _("report page")

    @property
    def kind_name(self) -> str:
        """What kind of report this is."""
        return str(self.get_report_kind_display())

    def uploaded(self) -> Sequence[Taking]:
        """Return the PDF that an editor gave, if one did."""
        if self.document is None:
            return ()
        language = self.locale.language_code
        return (document_taking(self.document, language=language, about=self.title),)

    @property
    def traits(self) -> Traits:
        """What it can be chosen by."""
        return {
            "kind": frozenset({self.report_kind}),
            "year": frozenset({str(self.published_on.year)}),
        }
