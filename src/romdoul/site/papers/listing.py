"""Reports and materials in lists, and what a list can be chosen by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from wagtail.models import Page

from romdoul.site.pages.models import (
    MaterialFile,
    MaterialIndexPage,
    MaterialPage,
    ReportPage,
)
from romdoul.site.papers.choosing import Chosen, Facet, Traits, facets, is_in
from romdoul.site.papers.files import BOTH

LANGUAGES = frozenset({"km", "en"})


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows, and what else can be chosen."""

    papers: Sequence[Any]
    facets: Sequence[Facet]
    is_chosen: bool


def listed(index: Page, chosen: Chosen) -> Listed | None:
    """Return the papers of a list that were chosen, the newest first.

    None for a choice of what is not there.
    """
    found = list(
        _materials(index) if isinstance(index, MaterialIndexPage) else _reports(index)
    )
    shown = [paper for paper, traits in found if is_in(traits, chosen)]
    if chosen and not shown:
        return None
    every = [traits for _paper, traits in found]
    return Listed(shown, facets(every, chosen, index.chosen_by), bool(chosen))


def _reports(index: Page) -> Iterable[tuple[ReportPage, Traits]]:
    pages = ReportPage.objects.child_of(index).live().public()
    found = pages.select_related("cover", "locale").order_by("-published_on", "-pk")
    found = found.prefetch_related("cover__renditions")
    return ((page, page.traits) for page in found)


def _materials(index: Page) -> Iterable[tuple[MaterialPage, Traits]]:
    pages = MaterialPage.objects.child_of(index).live().public()
    found = pages.select_related("picture", "locale").order_by("-published_on", "-pk")
    found = found.prefetch_related("picture__renditions")
    keys = list(found.values_list("translation_key", flat=True))
    languages = _languages(keys)
    for page in found:
        page.languages = sorted(languages[page.translation_key], reverse=True)
        yield (
            page,
            {
                "for": frozenset({page.audience}),
                "in": frozenset(page.languages),
            },
        )


def _languages(keys: Sequence[Any]) -> dict[Any, set[str]]:
    """Return in which languages each material can be taken, its twins' included."""
    twins = MaterialPage.objects.live().public().filter(translation_key__in=keys)
    with_files = twins.select_related("locale").prefetch_related(
        Prefetch("files", queryset=MaterialFile.objects.only("page", "language"))
    )
    found: dict[Any, set[str]] = {}
    for twin in with_files:
        spoken = {one.language for one in twin.files.all()}
        spoken = spoken or {twin.locale.language_code}
        held = found.setdefault(twin.translation_key, set())
        held |= LANGUAGES if BOTH in spoken else spoken
    return found
