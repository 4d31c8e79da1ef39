"""Documents of an office, that others may change: no macro, nothing from elsewhere.

Nor who wrote in them, and where their pictures were taken.
"""

import io
import re
import zipfile
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _

from romdoul.site.editing.uploads import stripping
from romdoul.site.editing.uploads.kinds import MEGABYTE, Kind, refused
from romdoul.site.editing.uploads.pictures import PICTURES
from romdoul.site.editing.uploads.recordings import RECORDINGS

MOST_BYTES = 20 * MEGABYTE
MOST_UNPACKED = 150 * MEGABYTE
MOST_PARTS = 5_000
# ECMA-376: the part that each of the three begins with.
BEGINNINGS = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/presentation.xml",
    ".xlsx": "xl/workbook.xml",
}
CONTENT_TYPES = "[Content_Types].xml"
ACTIVE_PART = re.compile(
    r"(vbaproject|vbadata|activex|embeddings|oleobject|externallinks|customui)",
    re.IGNORECASE,
)
ACTIVE_TYPE = re.compile(rb"macroEnabled|vnd\.ms-office\.activeX", re.IGNORECASE)
RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
# Remarks, and lists of who made them; who changed what, and when.
REMARKS = re.compile(
    r"(^|/)(comment[^/]*|threadedcomments?|people|persons?|authors|revisions)(/|\.xml$)",
    re.IGNORECASE,
)
AUTHOR = re.compile(rb"[\s:]author\s*=\s*[\"']", re.IGNORECASE)
# Where a workbook was saved, and who asked that others leave it alone.
SAVED_AT = re.compile(rb"<(?:\w+:)?(?:absPath|fileSharing)\b[^>]*/>")
MEDIA = re.compile(r"(^|/)media/[^/]+$", re.IGNORECASE)
# Kinds of pictures in which cameras note where they were, and which we cannot clear.
OTHER_CAMERAS = re.compile(rb"II\*\0|MM\0\*|.{4}ftyp(?:heic|heix|mif1|avif)", re.DOTALL)
# Who wrote it, when, with what, on whose machine.
ABOUT = {
    "docProps/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
        b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        b'core-properties"/>'
    ),
    "docProps/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
}
ABOUT["docProps/custom.xml"] = ABOUT["docProps/app.xml"].replace(b"extended", b"custom")
BROKEN = _("This document cannot be read. Save it anew as .docx, .pptx or .xlsx.")
ACTIVE = _(
    "This document holds macros, other files, or content from elsewhere. Save it "
    "without them, or as a PDF, and try again."
)
NAMES = _(
    "This document names people: in comments, or in changes that were tracked. Accept "
    "the changes, delete the comments, let the program inspect the document and remove "
    "names, save it and try again."
)
CAMERA = _(
    "A picture in this document is of a kind that may tell where it was taken. Put it "
    "in anew, as JPEG or PNG, and try again."
)


def anew(content: bytes) -> bytes:
    """Return the document with nothing said about who wrote it.

    Raises ValidationError for one that is damaged, runs, reaches elsewhere, or names
    who remarked and changed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _repacked(packed)
    except (zipfile.BadZipFile, RuntimeError, OSError, NotImplementedError) as error:
        raise refused(BROKEN) from error


def _repacked(packed: zipfile.ZipFile) -> bytes:
    parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise refused(BROKEN)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for part in parts:
            told = _part(packed, part)
            if told is not None:
                made.writestr(
                    zipfile.ZipInfo(part.filename), told, zipfile.ZIP_DEFLATED
                )
    return written.getvalue()


def _part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes | None:
    name = part.filename
    if part.is_dir() or name.startswith("docProps/thumbnail"):
        return None
    if ".." in PurePosixPath(name).parts or name.startswith("/"):
        raise refused(BROKEN)
    # One byte more than is promised is one too many.
    with packed.open(part) as opened:
        told = opened.read(part.file_size + 1)
    if len(told) > part.file_size:
        raise refused(BROKEN)
    if ACTIVE_PART.search(name) or _reaches_out(name, told):
        raise refused(ACTIVE)
    if MEDIA.search(name):
        return _medium(told)
    return ABOUT.get(name) or _text(name, told)


def _medium(told: bytes) -> bytes:
    """Return a picture, film or sound without who, where and with what."""
    if OTHER_CAMERAS.match(told):
        raise refused(CAMERA)
    if told.startswith(stripping.JPEG):
        return stripping.jpeg(told)
    if told.startswith(stripping.PNG):
        return stripping.png(told)
    kinds = (*PICTURES, *RECORDINGS)
    kind = next((kind for kind in kinds if kind.is_one(told)), None)
    return told if kind is None else kind.made_anew(told)


def _text(name: str, told: bytes) -> bytes:
    if not name.lower().endswith((".xml", ".rels")):
        return told
    # Written two bytes a letter, none of what is looked for would be found.
    if b"\0" in told:
        raise refused(BROKEN)
    if REMARKS.search(name) or AUTHOR.search(told):
        raise refused(NAMES)
    return SAVED_AT.sub(b"", told)


def _reaches_out(name: str, told: bytes) -> bool:
    if name == CONTENT_TYPES:
        return ACTIVE_TYPE.search(told) is not None
    if not name.endswith(".rels"):
        return False
    outside = (one for one in RELATIONSHIP.findall(told) if OUTSIDE.search(one))
    return any(not LINK.search(one) for one in outside)


def _begins_as(content: bytes, beginning: str) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {beginning, CONTENT_TYPES} <= set(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _kind(suffix: str, beginning: str) -> Kind:
    return Kind(
        suffix, lambda content: _begins_as(content, beginning), MOST_BYTES, anew
    )


OFFICE = tuple(_kind(suffix, beginning) for suffix, beginning in BEGINNINGS.items())
