"""Documents as PDF: nothing in them runs, opens or carries another file."""

import io
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
)

from romdoul.site.editing.uploads.kinds import MEGABYTE, Kind, refused

MOST_BYTES = 20 * MEGABYTE
MOST_OBJECTS = 200_000
# ISO 32000-2: what runs (12.6.4), carries files (7.11.4), or asks for data (12.7.6).
ACTIVE_KEYS = {
    "/JavaScript",
    "/JS",
    "/AA",
    "/EmbeddedFiles",
    "/EF",
    "/XFA",
    "/RichMedia",
}
ACTIVE_ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"),
    *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute"),
}
ACTIVE_NOTES = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
ABOUT_WHO_WROTE_IT = ("/Metadata", "/PieceInfo", "/LastModified")
BROKEN = _("This PDF cannot be read. Save it anew and try again.")
LOCKED = _("This PDF asks for a password. Save it without one and try again.")
ACTIVE = _(
    "This PDF holds something that runs, opens or carries another file ({what}). "
    "Print it to a new PDF and try again."
)


def anew(content: bytes) -> bytes:
    """Return the PDF as it stands now: no earlier versions, and not who wrote it.

    Raises ValidationError for one that is damaged, locked or does something.
    """
    try:
        return _anew(content)
    except ValidationError:
        raise
    # What a broken PDF makes of its reader is any error there is.
    except Exception as error:
        raise refused(BROKEN) from error


def _anew(content: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise refused(LOCKED)
    for found in _things(reader):
        if what := _active(found):
            raise refused(format_lazy(ACTIVE, what=what.strip("/")))
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    for name in ABOUT_WHO_WROTE_IT:
        writer.root_object.pop(NameObject(name), None)
        for page in writer.pages:
            page.pop(NameObject(name), None)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _things(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every dictionary that can be reached, each once."""
    waiting: list[PdfObject | None] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    counted = 0
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            key = (thing.idnum, thing.generation)
            if key in seen:
                continue
            seen.add(key)
            thing = thing.get_object()
        counted += 1
        if counted > MOST_OBJECTS * 10 or len(seen) > MOST_OBJECTS:
            raise refused(BROKEN)
        if isinstance(thing, DictionaryObject):
            yield thing
            waiting.extend(dict.values(thing))
        elif isinstance(thing, ArrayObject):
            waiting.extend(list.__iter__(thing))


def _active(thing: DictionaryObject) -> str:
    """Return the name of what makes this do something, or an empty text."""
    if found := ACTIVE_KEYS & thing.keys():
        return str(min(found))
    for key, names in (("/S", ACTIVE_ACTIONS), ("/Subtype", ACTIVE_NOTES)):
        if (name := thing.get(key)) in names:
            return str(name)
    return ""


PDF = Kind(".pdf", lambda content: content.startswith(b"%PDF-"), MOST_BYTES, anew)
