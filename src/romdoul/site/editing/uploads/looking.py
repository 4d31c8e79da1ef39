"""Looking at a file: what it is by its content, and a new one in its place."""

from collections.abc import Sequence
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise, lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from romdoul.site.editing.uploads.kinds import Kind, refused
from romdoul.site.editing.uploads.office import OFFICE
from romdoul.site.editing.uploads.papers import PDF
from romdoul.site.editing.uploads.pictures import PICTURES
from romdoul.site.editing.uploads.recordings import RECORDINGS

DOCUMENTS = (PDF, *OFFICE, *RECORDINGS)
NO_PICTURE = _("This is no picture that is taken here. Save it as JPEG, PNG or WebP.")
NO_DOCUMENT = format_lazy(
    _(
        "This is no file that is taken here. A document is a PDF, DOCX, PPTX or XLSX; "
        "a film is an {film}, sound is an {sound}."
    ),
    film="MP4",
    sound="MP3",
)
EMPTY = _("This file is empty.")
TOO_LARGE = _("This file is too large: {size}. The most is {most}.")


def seen(name: str, content: bytes, kinds: Sequence[Kind]) -> tuple[str, bytes]:
    """Return the file made anew, under a name that ends as its content does.

    Raises ValidationError for what is empty, none of the kinds, too large, or not safe.
    """
    if not content:
        raise refused(EMPTY)
    kind = next((kind for kind in kinds if kind.is_one(content)), None)
    if kind is None:
        raise refused(NO_PICTURE if kinds is PICTURES else NO_DOCUMENT)
    if len(content) > kind.most_bytes:
        raise too_large(len(content), kind.most_bytes)
    return _named(name, kind.suffix), kind.made_anew(content)


def most_bytes(kinds: Sequence[Kind]) -> int:
    """Return the most that a file of any of the kinds may weigh."""
    return max(kind.most_bytes for kind in kinds)


def too_large(size: int, most: int) -> ValidationError:
    """Return the error that says how large a file is, and how large it may be."""
    return refused(format_lazy(TOO_LARGE, size=_size(size), most=_size(most)))


def _size(size: int) -> Promise:
    return lazystr(format_lazy("{}", filesizeformat(size)))


def _named(name: str, suffix: str) -> str:
    known = PurePath(name)
    stem = known.stem if known.suffix else known.name
    return f"{stem or 'file'}{suffix}"
