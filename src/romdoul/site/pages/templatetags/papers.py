"""Reports and materials, for the templates that show them."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import Http404
from django.template import Context
from django.utils.translation import gettext as _

from romdoul.site.pages.models import ReportPage
from romdoul.site.pages.models.papers import Audience
from romdoul.site.pages.onward import Place
from romdoul.site.papers import files, listing
from romdoul.site.papers.choosing import Chosen
from romdoul.site.papers.parts import Paper, paper_of
from romdoul.site.papers.setting import organisation
from romdoul.site.papers.words import say

register = template.Library()
NAMES: Mapping[str, Mapping[str, Any]] = {
    "kind": dict(ReportPage.Kind.choices),
    "for": dict(Audience.choices),
    "in": {"km": "ខ្មែរ", "en": "English"},
}


@register.simple_tag
def papers_of(
    page: Any,  # noqa: ANN401
    chosen: Chosen,
    before: Place | None,
) -> listing.Listed:
    """Return what a list shows. Raises Http404 for a choice of what is not there."""
    found = listing.listed(page, chosen, before)
    if found is None:
        raise Http404
    return found


@register.simple_tag
def paper(page: Any) -> Paper:  # noqa: ANN401
    """Return the parts of a paper's body."""
    return paper_of(page.body)


@register.simple_tag
def takings(page: Any) -> list[files.Taking]:  # noqa: ANN401
    """Return the files that can be taken of a paper, in every language."""
    return files.takings(page)


@register.filter
def value_name(slug: str, facet: str) -> str:
    """Return the name of a value that a list can be chosen by."""
    return str(NAMES.get(facet, {}).get(slug, slug))


@register.filter
def facet_name(facet: str) -> str:
    """Return the name of what a list can be chosen by."""
    names = {
        "kind": _("Kind"),
        "year": _("Year"),
        "for": _("For"),
        "in": _("Language"),
    }
    return names[facet]


@register.simple_tag(takes_context=True)
def citation(context: Context, page: Any) -> str:  # noqa: ANN401
    """Return how a paper is to be cited, with its address."""
    request = context["request"]
    address = request.build_absolute_uri(page.get_url(request) or "/")
    named = organisation(page.locale.language_code)
    return say("cite", page=page, organisation=named, address=address)
