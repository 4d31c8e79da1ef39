"""Text as a person sees it: what every key of this package is made from."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]+"
)
_KHMER_DIGITS = {0x17E0 + value: str(value) for value in range(10)}


def visible(text: str, *, limit: int) -> str:
    """Return the first `limit` characters a reader sees, composed (NFC).

    Zero-width, bidirectional, variation and control characters go first, so that
    they neither split a name nor use up the limit. The cut comes before the
    composition, whose time may grow with the square of a run of combining marks.
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)[:limit])


def visible_whole(text: str, *, longest: int) -> str:
    """Return all that a reader sees, without spaces around it, composed.

    "" when that is more than `longest` characters: half a number is another number.
    """
    shown = _INVISIBLE.sub("", text).strip()
    return unicodedata.normalize("NFC", shown) if len(shown) <= longest else ""


def plain_digits(text: str) -> str:
    """Write Khmer digits (០-៩) as 0-9."""
    return text.translate(_KHMER_DIGITS)
