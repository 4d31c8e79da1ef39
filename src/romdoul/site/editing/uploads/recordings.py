"""Short films and sound of the courses: without the place and device they came from."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from romdoul.site.editing.uploads.kinds import MEGABYTE, Kind, refused

MOST_BYTES = 60 * MEGABYTE
# ISO 14496-12: the brands that browsers play; the others of its kin are pictures.
FILM_BRANDS = {
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
}
SOUND_BRANDS = {b"M4A "}
# Boxes that hold others, and those that tell of who, where and with what.
HOLDING = {b"moov", b"trak", b"mdia"}
TELLING = {b"udta", b"meta", b"uuid"}
# Those that begin with when it was made and changed, in either of two lengths.
TIMED = {b"mvhd", b"tkhd", b"mdhd"}
LENGTHS = {0: 4, 1: 8}
KNOWN = {
    *(b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx"),
    *(b"styp", b"pdin", b"emsg", *TELLING),
}


class Box(NamedTuple):
    """A part of an MP4: its name, where it and its content begin, and its end."""

    name: bytes
    start: int
    inner: int
    end: int


BROKEN = format_lazy(
    _("This recording cannot be read. Save it anew as {film} or {sound}."),
    film="MP4",
    sound="MP3",
)


def film_anew(content: bytes) -> bytes:
    """Return an MP4 of the same length whose boxes about its making are empty,
    and that says no moment of it.

    Raises ValidationError for one whose boxes do not hold together.
    """
    made = bytearray(content)
    found = {box.name for box in boxes(made, 0, len(made))}
    if not {b"ftyp", b"moov"} <= found or found - KNOWN:
        raise refused(BROKEN)
    _empty(made, 0, len(made))
    return bytes(made)


def _empty(made: bytearray, start: int, end: int) -> None:
    for box in list(boxes(made, start, end)):
        if box.name in TELLING:
            made[box.start + 4 : box.start + 8] = b"free"
            made[box.inner : box.end] = bytes(box.end - box.inner)
        elif box.name in HOLDING:
            _empty(made, box.inner, box.end)
        elif box.name in TIMED:
            _untimed(made, box)


def _untimed(made: bytearray, box: Box) -> None:
    """Let a box say that it was made at no moment."""
    length = LENGTHS.get(made[box.inner]) if box.inner < box.end else None
    start = box.inner + 4
    if length is None or start + 2 * length > box.end:
        raise refused(BROKEN)
    made[start : start + 2 * length] = bytes(2 * length)


def boxes(made: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """Yield the parts between two places. Raises ValidationError for half a part."""
    while start < end:
        if end - start < 8:
            raise refused(BROKEN)
        size, name = struct.unpack_from(">I4s", made, start)
        inner = start + 8
        if size == 1 and end - start >= 16:
            (size,) = struct.unpack_from(">Q", made, inner)
            inner += 8
        until = end if size == 0 else start + size
        if not inner <= until <= end:
            raise refused(BROKEN)
        yield Box(name, start, inner, until)
        start = until


def sound_anew(content: bytes) -> bytes:
    """Return an MP3 from its first frame on, without its tags.

    Raises ValidationError where no frame follows.
    """
    start = 0
    while content[start : start + 3] == b"ID3":
        start += 10 + _synchsafe(content[start + 6 : start + 10])
    end = len(content) - 128 if content[-128:-125] == b"TAG" else len(content)
    frames = content[start:end].lstrip(b"\0")
    if not _is_frame(frames):
        raise refused(BROKEN)
    return frames


def _synchsafe(four: bytes) -> int:
    size = 0
    for byte in four:
        size = size << 7 | byte & 0x7F
    return size


def _is_frame(content: bytes) -> bool:
    """Say whether a frame of MPEG audio, layer III, begins here."""
    return len(content) > 4 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2


def _is_of(content: bytes, brands: set[bytes]) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in brands


RECORDINGS = (
    Kind(".mp4", lambda c: _is_of(c, FILM_BRANDS), MOST_BYTES, film_anew),
    Kind(".m4a", lambda c: _is_of(c, SOUND_BRANDS), MOST_BYTES, film_anew),
    Kind(".mp3", lambda c: c[:3] == b"ID3" or _is_frame(c), MOST_BYTES, sound_anew),
)
