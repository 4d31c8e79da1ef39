"""Reports and materials in lists, and what a list can be chosen by.

What stands in a list is kept for one edition of the website, without its text: of each
its day and what it is chosen by. Of a page of the list the papers themselves are read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch, QuerySet
from wagtail.models import Page

from romdoul.site.pages import editions
from romdoul.site.pages.models import (
    MaterialFile,
    MaterialIndexPage,
    MaterialPage,
    ReportPage,
)
from romdoul.site.pages.onward import Place, path_before
from romdoul.site.papers.choosing import Chosen, Facet, Traits, facets, is_in, path_of
from romdoul.site.papers.files import BOTH

A_PAGE = 12
LANGUAGES = frozenset({"km", "en"})
Kept = Sequence[tuple[Place, Traits]]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, and what else can be chosen.

    ``number`` is how many were chosen in all; ``newer`` the address of the page before
    this one, None where this is the first.
    """

    papers: Sequence[Any]
    facets: Sequence[Facet]
    is_chosen: bool
    number: int
    older: str
    newer: str | None


def listed(index: Page, chosen: Chosen, before: Place | None = None) -> Listed | None:
    """Return papers of a list that were chosen, the newest first, from a place on.

    None for a choice of what is not there.
    """
    every = _every(index.pk, editions.current())
    found = [(place, traits) for place, traits in every if is_in(traits, chosen)]
    if chosen and not found:
        return None
    places = [place for place, _traits in found]
    first = _first_before(places, before)
    below = path_of(chosen, index.chosen_by)
    last = first + A_PAGE
    return Listed(
        papers=_read(index, found[first:last]),
        facets=facets((traits for _, traits in every), chosen, index.chosen_by),
        is_chosen=bool(chosen),
        number=len(found),
        older=below + path_before(places[last - 1]) if places[last:] else "",
        newer=below + _beginning(places, first - A_PAGE) if first else None,
    )


def forget() -> None:
    """Let what stands in lists be looked for anew."""
    _every.cache_clear()


def _first_before(places: Sequence[Place], before: Place | None) -> int:
    """Return where in a list it goes on: behind the newer ones."""
    return 0 if before is None else sum(place >= before for place in places)


def _beginning(places: Sequence[Place], first: int) -> str:
    """Return the address of a page of the list that begins so far down."""
    return path_before(places[first - 1]) if first > 0 else ""


@lru_cache(maxsize=64)
def _every(index_pk: int, _edition: int) -> Kept:
    """Return all that stands in a list, the newest first."""
    index = Page.objects.get(pk=index_pk).specific
    is_of_materials = isinstance(index, MaterialIndexPage)
    found = _materials(index) if is_of_materials else _reports(index)
    return sorted(found, key=lambda one: one[0], reverse=True)


def _out(kind: Any, index: Page) -> QuerySet[Any]:  # noqa: ANN401
    found: QuerySet[Any] = kind.objects.child_of(index).live().public()
    return found


def _reports(index: Page) -> Iterable[tuple[Place, Traits]]:
    for page in _out(ReportPage, index).only("published_on", "report_kind"):
        yield (page.published_on, page.pk), page.traits


def _materials(index: Page) -> Iterable[tuple[Place, Traits]]:
    rows = _out(MaterialPage, index).values_list(
        *("pk", "published_on", "audience", "translation_key")
    )
    languages = _languages([key for *_, key in rows])
    for pk, day, audience, key in rows:
        traits = {"for": frozenset({audience}), "in": frozenset(languages[key])}
        yield (day, pk), traits


def _read(index: Page, kept: Kept) -> list[Any]:
    """Return papers with all that a list shows of them, those that are still out."""
    is_of_materials = isinstance(index, MaterialIndexPage)
    kind, picture = (
        (MaterialPage, "picture") if is_of_materials else (ReportPage, "cover")
    )
    shown = _out(kind, index).select_related(picture, "locale")
    traits = {key: of_it for (_day, key), of_it in kept}
    found = shown.prefetch_related(f"{picture}__renditions").in_bulk(list(traits))
    papers = [found[key] for key in traits if key in found]
    for page in papers:
        page.languages = sorted(traits[page.pk].get("in", ()), reverse=True)
    return papers


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
