"""The PDFs of pages: made when a page is published, kept until its next edition.

The process that publishes makes them, the public one hands them out. Where a file is
missing the public one makes it in memory and writes nothing.
"""

import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from romdoul.documents.setting import Busy
from romdoul.site.papers.setting import pdf_of

FOLDER = "papers"
_log = logging.getLogger(__name__)


def make(page: Any) -> None:  # noqa: ANN401 - any page
    """Make the PDF of a page that was published, and let go of its older ones.

    Nothing is made of a page that has a file of its own. A page goes out all the same
    where its PDF has to wait: it is then made when somebody asks for it.
    """
    specific = page.specific
    if not getattr(specific, "is_made", False):
        drop(page)
        return
    try:
        content = pdf_of(specific)
    except Busy:
        _log.warning("the PDF of page %s is made when it is asked for", page.pk)
        return
    path = path_of(specific)
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(".new")
    waiting.write_bytes(content)
    waiting.replace(path)
    drop(page, but=path)


def drop(page: Any, *, but: Path | None = None) -> None:  # noqa: ANN401
    """Let go of a page's PDFs."""
    for path in _folder().glob(f"{page.pk}-*.pdf"):
        if path != but:
            path.unlink(missing_ok=True)


def path_of(page: Any) -> Path:  # noqa: ANN401
    """Return where the PDF of what is published lies; each edition has its own."""
    return _folder() / f"{page.pk}-{page.live_revision_id or 0}.pdf"


def size_of(page: Any) -> int | None:  # noqa: ANN401
    """Return how many bytes the PDF has, if it lies there."""
    path = path_of(page)
    return path.stat().st_size if path.is_file() else None


def content_of(page: Any) -> bytes:  # noqa: ANN401
    """Return the PDF of a published page. Raises Busy where it has to be made first."""
    path = path_of(page)
    if path.is_file():
        return path.read_bytes()
    return _made(_Same(page), page.live_revision_id)


def forget() -> None:
    """Keep nothing in memory any more."""
    _made.cache_clear()


class _Same:
    """A page as what is remembered is kept for: the same key, the same page."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401
        self.page = page

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.page.pk == other.page.pk

    def __hash__(self) -> int:
        return hash(self.page.pk)


@lru_cache(maxsize=8)
def _made(same: _Same, _edition: int | None) -> bytes:
    return pdf_of(same.page)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER
