"""Making pages of folders."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Site

from romdoul.kernel.errors import BadInput
from romdoul.site.content.attached import material_file, with_pictures
from romdoul.site.content.blocks import STREAMS, shaped
from romdoul.site.content.places import linked, page_at
from romdoul.site.content.reading import LANGUAGES, Folder, Told, read_folder
from romdoul.site.pages import models
from romdoul.site.pages.models.base import SitePage

FIRST = Path(__file__).parent / "first"
KINDS: dict[str, type[SitePage]] = {
    "home": models.HomePage,
    "section": models.SectionPage,
    "text": models.TextPage,
    "help": models.HelpPage,
    "donate": models.DonatePage,
    "article_index": models.ArticleIndexPage,
    "article": models.ArticlePage,
    "story_index": models.StoryIndexPage,
    "story": models.CaseStoryPage,
    "report_index": models.ReportIndexPage,
    "report": models.ReportPage,
    "material_index": models.MaterialIndexPage,
    "material": models.MaterialPage,
    "course_index": models.CourseIndexPage,
    "course": models.CoursePage,
    "lesson": models.LessonPage,
}


def load_first() -> int:
    """Make the first pages, unless there are pages already; return how many."""
    if models.HomePage.objects.exists():
        return 0
    return load(FIRST / "home")


def load(folder: Path, *, under: str = "") -> int:
    """Make the page of a folder, and those below, under a page that stands.

    ``under`` is that page's place, such as ``explore/media/news``; the first page
    itself stands under none. Returns how many pages were made, languages apart.

    Raises BadInput for a folder that cannot be read or an unknown kind; then, and when
    it is cut off, nothing was made.
    """
    with transaction.atomic():
        made = list(_placed(folder, under))
        if not under:
            _make_site()
        return _tell_all(made)


def load_below(root: Path) -> int:
    """Make the page of every folder below, at the place that its path says.

    `explore/media/news/a-visit/page.toml` becomes a page under `explore/media/news`.
    All are made before any is told, so that they may lead to one another. Returns
    how many pages were made, languages apart.

    Raises BadInput as ``load`` does.
    """
    tops = list(_tops(root))
    with transaction.atomic():
        made = [
            pair
            for top in tops
            for pair in _placed(top, f"{top.parent.relative_to(root)}")
        ]
        return _tell_all(made)


def _tops(root: Path) -> Iterator[Path]:
    for path in sorted(one for one in root.iterdir() if one.is_dir()):
        if (path / "page.toml").is_file():
            yield path
        else:
            yield from _tops(path)


def _placed(folder: Path, under: str) -> Iterator[tuple[SitePage, Told]]:
    place = f"{under}/{folder.name}".strip("/") if under else ""
    read = read_folder(folder, place)
    yield from _make(read, _parents(under) if under else _roots())


def _tell_all(made: list[tuple[SitePage, Told]]) -> int:
    for page, told in made:
        _tell(page, told)
    return len(made)


def _make(read: Folder, parents: dict[str, Page]) -> Iterator[tuple[SitePage, Told]]:
    """Make the pages without their bodies, so that links find each of them."""
    made: dict[str, Page] = {}
    for language, told in read.told.items():
        made[language] = page = _new(read, told, language)
        if len(made) > 1:
            page.translation_key = next(iter(made.values())).translation_key
        parents[language].add_child(instance=page)
        yield page, told
    for below in read.below:
        yield from _make(below, made)


def _new(read: Folder, told: Told, language: str) -> SitePage:
    if read.kind not in KINDS:
        raise BadInput(f"{read.place}: no kind of page is called {read.kind}")
    home = f"home-{language}" if read.kind == "home" else read.slug
    fields = {"show_in_menus": read.fields.get("menu", False)}
    fields |= {k: v for k, v in (read.fields | told.fields).items() if k != "menu"}
    tags, files = fields.pop("tags", ()), fields.pop("files", ())
    fields = with_pictures(fields, read.path)
    page = KINDS[read.kind](slug=home, locale=_locale(language), **fields)
    if files:
        page.files = [material_file(one, read.path) for one in files]
    page.live = not isinstance(page, models.CaseStoryPage)
    if isinstance(page, models.ArticlePage):
        page.tags.add(*tags)
    elif tags:
        raise BadInput(f"{read.place}: a page of this kind has no tags")
    return page


def _tell(page: SitePage, told: Told) -> None:
    """Write the body, and publish; a story waits for consent and review."""
    streams: dict[str, list[tuple[str, Any]]] = {}
    for name, value in told.blocks:
        stream = STREAMS.get((type(page), name), "body")
        streams.setdefault(stream, []).append((name, shaped(name, value)))
    for stream, blocks in streams.items():
        setattr(page, stream, [(name, linked(page, value)) for name, value in blocks])
    revision = page.save_revision()
    if not isinstance(page, models.CaseStoryPage):
        revision.publish()


def _parents(under: str) -> dict[str, Page]:
    found = {language: page_at(under, language) for language in LANGUAGES}
    if missing := [language for language, page in found.items() if page is None]:
        raise BadInput(f"There is no page {under} in {', '.join(missing)}")
    return {language: page for language, page in found.items() if page is not None}


def _roots() -> dict[str, Page]:
    root = Page.get_first_root_node()
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    return dict.fromkeys(LANGUAGES, root)


def _locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


def _make_site() -> None:
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost",
        root_page=page_at("", "km"),
        is_default_site=True,
        site_name="Romdoul",
    )
    Locale.objects.exclude(language_code__in=LANGUAGES).delete()
