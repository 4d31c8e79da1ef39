"""Pictures within documents: their pixels as they were, and nothing said about them.

They are not made anew as pictures are: the document says how they are turned, how
large they are and in which colours, and that must go on being true.
"""

import struct

from django.utils.translation import gettext_lazy as _

from romdoul.site.editing.uploads.kinds import refused
from romdoul.site.editing.uploads.recordings import boxes

BROKEN = _(
    "A picture in this document cannot be read. Put it in anew, as JPEG or PNG, and "
    "try again."
)
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# ITU-T T.81, B.1.1: the markers without a length, and those that begin and end pixels.
ALONE = {0x01, *range(0xD0, 0xD8)}
START, PIXELS, END = 0xD8, 0xDA, 0xD9
COMMENT = 0xFE
APPLICATION = range(0xE0, 0xF0)
# What the pixels cannot be shown rightly without.
NEEDED = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
# What a PNG tells beside its pixels: texts, the moment, and what a camera noted.
TELLING = {b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"}
# ISO 15444-1, annex I: a JPEG 2000 is made of boxes; some hold XML or what one likes.
JPEG_2000 = b"\0\0\0\x0cjP  "
FREE_BOXES = {b"uuid", b"xml ", b"uinf"}


def jpeg(content: bytes) -> bytes:
    """Return a JPEG up to its end, without comments and what a camera noted.

    Raises ValidationError for one whose parts do not hold together.
    """
    kept, at = [content[:2]], 2
    while True:
        at = _marker(content, at)
        marker = content[at + 1]
        if marker == END:
            return b"".join([*kept, content[at : at + 2]])
        end = at + 2 if marker in ALONE else _segment_end(content, at)
        if marker == PIXELS:
            end = _pixels_end(content, end)
        if not _tells(marker, content[at + 4 : end]):
            kept.append(content[at:end])
        at = end


def _marker(content: bytes, at: int) -> int:
    """Return where the marker is that begins here; any number of 0xFF may precede."""
    while content[at : at + 2] == b"\xff\xff":
        at += 1
    if len(content) < at + 2 or content[at] != 0xFF or content[at + 1] in (0, START):
        raise refused(BROKEN)
    return at


def _segment_end(content: bytes, at: int) -> int:
    if len(content) < at + 4:
        raise refused(BROKEN)
    end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
    if not at + 4 <= end <= len(content):
        raise refused(BROKEN)
    return end


def _pixels_end(content: bytes, at: int) -> int:
    """Return where a marker follows that is neither a filled byte nor a restart."""
    while (at := content.find(b"\xff", at)) != -1 and at + 1 < len(content):
        following = content[at + 1]
        if following not in (0, 0xFF) and following not in ALONE:
            return at
        at += 1 if following == 0xFF else 2
    raise refused(BROKEN)


def _tells(marker: int, told: bytes) -> bool:
    if marker == COMMENT:
        return True
    return marker in APPLICATION and not any(
        marker == one and told.startswith(begins) for one, begins in NEEDED
    )


def png(content: bytes) -> bytes:
    """Return a PNG up to its end, without texts, moments and what a camera noted.

    Raises ValidationError for one whose parts do not hold together.
    """
    kept, at = [content[: len(PNG)]], len(PNG)
    while at + 12 <= len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + size
        if end > len(content):
            break
        if name not in TELLING:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    raise refused(BROKEN)


def jpeg2000(content: bytes) -> bytes:
    """Return a JPEG 2000 without its boxes about its making.

    Raises ValidationError for one whose boxes do not hold together.
    """
    if not content.startswith(JPEG_2000):
        return content
    found = boxes(content, 0, len(content))
    return b"".join(
        content[box.start : box.end] for box in found if box.name not in FREE_BOXES
    )
