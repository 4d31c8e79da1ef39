"""Whether a file is a voice recording, by its bytes and never by its name. Pure.

Containers that may hold pictures (MP4, 3GP, WebM, Ogg) are refused as soon as a
video track shows: material of abuse is never taken in.
Sources: RFC 3533 and 7845 (Ogg, Opus), RFC 4867 section 5 (AMR), ISO/IEC 14496-12
sections 4.3 and 8.4.3 (brands, handlers), the Matroska codec registry, ISO/IEC
11172-3 and 13818-7 (frame headers of MP3 and ADTS).
"""

import re
from typing import Final

HEAD: Final = 64
# A handler box of type "vide"; a video codec of Matroska; Theora's first header.
_PICTURES: Final = re.compile(
    rb"hdlr.{8}vide|V_VP[89]|V_AV1|V_MPEG|\x80theora", re.DOTALL
)
_OVERLAP: Final = 15
_AUDIO_BRANDS: Final = (b"3gp", b"3g2")
_FIRST: Final = (
    (b"OggS", "audio/ogg"),
    (b"\x1a\x45\xdf\xa3", "audio/webm"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
)


def voice_type(head: bytes) -> str | None:
    """Return the media type that the first 64 bytes say, or None: no recording."""
    for first, kind in _FIRST:
        if head.startswith(first):
            return kind
    if head[4:8] == b"ftyp":
        return "audio/3gpp" if head[8:11] in _AUDIO_BRANDS else "audio/mp4"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    return _framed(head)


def _framed(head: bytes) -> str | None:
    """Return the type of bare MPEG audio frames."""
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0:
        return "audio/aac"
    layer_three = head[1] & 0xE6 == 0xE2
    return "audio/mpeg" if layer_three and head[2] & 0xF0 != 0xF0 else None


class PictureWatch:
    """Reads along, and tells when a video track shows."""

    def __init__(self) -> None:
        self._tail = b""

    def sees(self, chunk: bytes) -> bool:
        """Take the next piece; tell whether there are moving pictures in it."""
        joined = self._tail + chunk
        self._tail = joined[-_OVERLAP:]
        return _PICTURES.search(joined) is not None
