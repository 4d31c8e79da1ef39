"""Documents as PDF: nothing in them runs, opens or carries another file."""

import io
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader, PdfWriter
from pypdf.filters import decode_stream_data
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from romdoul.site.editing.uploads import stripping
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
# Remarks that readers of the document left in it (12.5.6.2); their /T is who did.
REMARKS = {
    *("/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine"),
    *("/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Stamp"),
    *("/Ink", "/Redact", "/Popup", "/Projection"),
}
PHOTOGRAPH = {
    "/DCTDecode": stripping.jpeg,
    "/DCT": stripping.jpeg,
    "/JPXDecode": stripping.jpeg2000,
}
BROKEN = _("This PDF cannot be read. Save it anew and try again.")
LOCKED = _("This PDF asks for a password. Save it without one and try again.")
ACTIVE = _(
    "This PDF holds something that runs, opens or carries another file ({what}). "
    "Print it to a new PDF and try again."
)
NAMES = _(
    "This PDF holds remarks that name who made them. Delete the remarks, or print it "
    "to a new PDF, and try again."
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
        if "/T" in found and _value(found, "/Subtype") in REMARKS:
            raise refused(NAMES)
        _clear(found)
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
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


def _clear(thing: DictionaryObject) -> None:
    """Take from a part who made it, when and with what; and where, of a photograph."""
    for name in ABOUT_WHO_WROTE_IT:
        thing.pop(NameObject(name), None)
    if not isinstance(thing, StreamObject):
        return
    coded = _value(thing, "/Filter")
    last = coded[-1] if isinstance(coded, ArrayObject) and coded else coded
    if not isinstance(last, NameObject) or last not in PHOTOGRAPH:
        return
    StreamObject.set_data(thing, PHOTOGRAPH[last](decode_stream_data(thing)))
    thing[NameObject("/Filter")] = last
    _keep_last(thing)


def _keep_last(thing: DictionaryObject) -> None:
    """Leave of what is said to each of the codes what is said to the last one."""
    said = _value(thing, "/DecodeParms")
    thing.pop(NameObject("/DecodeParms"), None)
    last = said[-1] if isinstance(said, ArrayObject) and said else said
    if isinstance(last, DictionaryObject):
        thing[NameObject("/DecodeParms")] = last


def _active(thing: DictionaryObject) -> str:
    """Return the name of what makes this do something, or an empty text."""
    if found := ACTIVE_KEYS & thing.keys():
        return str(min(found))
    for key, names in (("/S", ACTIVE_ACTIONS), ("/Subtype", ACTIVE_NOTES)):
        if (name := _value(thing, key)) in names:
            return str(name)
    return ""


def _value(thing: DictionaryObject, key: str) -> object:
    """Return what stands at a key, also where that is somewhere else in the file."""
    return thing[key] if key in thing else None  # noqa: SIM401 - get() stays at the reference


PDF = Kind(".pdf", lambda content: content.startswith(b"%PDF-"), MOST_BYTES, anew)
