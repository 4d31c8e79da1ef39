"""A page as the document that is made of it."""

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from romdoul.documents.report import Named, ReportTexts, report_pdf
from romdoul.site import values
from romdoul.site.papers.blocks import parts_of, picture
from romdoul.site.papers.words import say, say_day

FALLBACK = "Romdoul"


def pdf_of(page: Any) -> bytes:  # noqa: ANN401 - a report or a material
    """Return the page as PDF/UA, in its own language.

    Raises Busy where others wait already.
    """
    at = page.last_published_at or timezone.now()
    with translation.override(page.locale.language_code):
        return report_pdf(texts_of(page), at=at)


def organisation(language: str) -> str:
    """Return the organisation's name, as documents and citations give it."""
    return values.current().get(f"organisation.{language}") or FALLBACK


def texts_of(page: Any) -> ReportTexts:  # noqa: ANN401
    """Return what the document says, in the language of the moment."""
    language = page.locale.language_code
    home = values.current().get("site.address", "").rstrip("/")
    address = f"{home}{page.url}" if home else ""
    return ReportTexts(
        language=language,
        organisation=organisation(language),
        kind=page.kind_name,
        title=page.title,
        summary=page.summary,
        facts=_named(page, FACTS),
        about=_about(page, address),
        parts=parts_of(page.body, address=home),
        words={
            "contents": _("Contents"),
            "about": _("About this document"),
            "row": _("Group"),
            "bar": _("As a bar"),
        },
        cover=picture(page.picture_in_words) if page.cover else None,
        has_cover_page=page.has_cover_page,
    )


FACTS = ("authors", "period", "published")
ABOUT = ("authors", "period", "published", "audience", "licence")


def _about(page: Any, address: str) -> list[Named]:  # noqa: ANN401
    language = page.locale.language_code
    cited = say("cite", page=page, organisation=organisation(language), address=address)
    return [*_named(page, ABOUT), Named(_("How to cite it"), cited)]


def _named(page: Any, names: tuple[str, ...]) -> list[Named]:  # noqa: ANN401
    told = {
        "authors": Named(_("Authors"), getattr(page, "authors", "")),
        "period": Named(_("Period"), say("period", page=page)),
        "published": Named(_("Published on"), say_day(page.published_on)),
        "audience": Named(_("For"), page.get_audience_display()),
        "licence": Named(_("Licence"), page.get_licence_display()),
    }
    return [told[name] for name in names if told[name].value]
