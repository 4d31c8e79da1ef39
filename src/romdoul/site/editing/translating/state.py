"""Which page is behind its other language, and which is in one language alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wagtail.models import Page
from wagtail_localize.models import TranslationSource

# Both languages of a page that is new may be published one after the other.
AT_ONCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Behind:
    """A page whose other language was published after it, and by when."""

    page: Page
    other: Page
    since: datetime
    source: int | None


@dataclass(frozen=True, slots=True)
class State:
    """What there is to do, the longest behind first."""

    behind: tuple[Behind, ...]
    alone: tuple[Page, ...]


def state() -> State:
    """Compare the languages of every page that is out, in two queries."""
    live = Page.objects.live().filter(depth__gt=1).select_related("locale")
    by_key: dict[UUID, list[Page]] = {}
    for page in live.order_by("path"):
        by_key.setdefault(page.translation_key, []).append(page)
    sources = dict(TranslationSource.objects.values_list("object_id", "pk"))
    behind = [one for pages in by_key.values() for one in _behind(pages, sources)]
    alone = [pages[0] for pages in by_key.values() if len(pages) == 1]
    return State(tuple(sorted(behind, key=lambda one: one.since)), tuple(alone))


def _behind(pages: list[Page], sources: dict[UUID, int]) -> Iterator[Behind]:
    told = [page for page in pages if page.last_published_at is not None]
    if len(told) < 2:
        return
    older, newer = sorted(told, key=lambda page: page.last_published_at)[:2]
    if newer.last_published_at - older.last_published_at > AT_ONCE:
        source = _source_of(newer, sources)
        yield Behind(older, newer, newer.last_published_at, source)


def _source_of(page: Page, sources: dict[UUID, int]) -> int | None:
    """Return what the page is translated from side by side, if it is."""
    source = sources.get(page.translation_key)
    told = TranslationSource.objects.filter(pk=source, locale=page.locale_id)
    return source if source is not None and told.exists() else None
