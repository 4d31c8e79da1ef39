"""What can be taken away of a page: files of an editor's, or the one made of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from romdoul.site.counting import counted
from romdoul.site.counting.models import Tally
from romdoul.site.papers import made

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Taking:
    """A file that can be taken: where, how large, of which kind, in which language."""

    address: str
    name: str
    about: str
    format: str
    size: int | None
    language: str
    subject: str
    taken: int = 0

    @property
    def is_both(self) -> bool:
        """Say whether it is in both languages."""
        return self.language == BOTH


def takings(page: Any) -> list[Taking]:  # noqa: ANN401 - a report or a material
    """Return what can be taken of a page and of its twin, the page's own first."""
    pages = [page, *([page.twin.specific] if page.twin else [])]
    found = [one for shown in pages for one in own_takings(shown)]
    unique = list({one.subject: one for one in reversed(found)}.values())[::-1]
    return _counted(unique)


def subject_of(page: Any) -> str:  # noqa: ANN401
    """Return under which name the taking of a page's own PDF is counted."""
    return f"page-{page.pk}"


def document_taking(
    document: Any,  # noqa: ANN401 - Wagtail's own
    *,
    language: str,
    about: str = "",
) -> Taking:
    """Return a file that an editor published."""
    kind = document.file_extension.upper()
    return Taking(
        address=document.url,
        name=document.filename,
        about=about or document.title,
        format=kind,
        size=_size(document),
        language=language,
        subject=str(document.pk),
    )


def made_taking(page: Any) -> Taking:  # noqa: ANN401
    """Return the PDF that is made of a page."""
    return Taking(
        address=f"{page.url}pdf/",
        name=f"{page.slug}-{page.locale.language_code}.pdf",
        about=page.title,
        format="PDF",
        size=made.size_of(page),
        language=page.locale.language_code,
        subject=subject_of(page),
    )


def own_takings(page: Any) -> Sequence[Taking]:  # noqa: ANN401
    """Return what can be taken of a page itself, not counted yet."""
    uploaded = page.uploaded()
    return uploaded or ([made_taking(page)] if page.is_made else [])


def _size(document: Any) -> int | None:  # noqa: ANN401
    # Wagtail's own question for the size writes the answer down: not from here.
    if document.file_size is not None:
        return int(document.file_size)
    try:
        return int(document.file.size)
    except FileNotFoundError:
        return None


def _counted(found: Iterable[Taking]) -> list[Taking]:
    listed = list(found)
    sums = counted.totals(Tally.Kind.DOWNLOAD, [one.subject for one in listed])
    return [replace(one, taken=sums.get(one.subject, 0)) for one in listed]
