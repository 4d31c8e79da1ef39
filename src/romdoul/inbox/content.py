"""What is inside an envelope: one JSON document, sealed before it is stored.

The browser builds the same document. Lengths are counted in characters.
"""

import unicodedata
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from romdoul.inbox.codes import Kind, Said
from romdoul.kernel.errors import BadInput

TEXT_MAX = 100_000
MESSAGE_CHARACTERS_MAX = 20_000
URL_MAX = 4_000
PLACE_MAX = 160
NAME_MAX = 80
PHONE_MAX = 40
HOURS_MAX = 120
OPENING_MAX = 160
VOICE_BYTES_MAX = 8 * 1024 * 1024

# Letters by Unicode's categories that nevertheless draw nothing.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_SHOWN = frozenset("LNPS")


class Voice(BaseModel):
    """A voice message: the attachment, and the key that opens it (hex)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    attachment: str = Field(pattern=r"^[0-9a-f]{32}$")
    key: str = Field(pattern=r"^[0-9a-f]{64}$", repr=False)
    type: str = Field(pattern=r"^audio/[a-z0-9]{1,20}$")
    format: Literal["RA1", "RF1"]
    seconds: int | None = Field(default=None, ge=0, le=24 * 3600)


class ReportContent(BaseModel):
    """A report as the stranger gave it, version 1.

    Nothing is compulsory but one of: a visible character of text, a URL, a voice
    message, or a wish to be called with a number and safe hours (``enough``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    v: Literal[1] = 1
    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    language: Literal["km", "en"] = "km"
    kind: Kind = Kind.OTHER
    about_me: Said = Said.UNSAID
    phone_shared: Said = Said.UNSAID
    danger_now: bool = False
    text: str = Field(default="", max_length=TEXT_MAX, repr=False)
    url: str = Field(default="", max_length=URL_MAX, repr=False)
    place: str = Field(default="", max_length=PLACE_MAX, repr=False)
    name: str = Field(default="", max_length=NAME_MAX, repr=False)
    phone: str = Field(default="", max_length=PHONE_MAX, repr=False)
    call_me: bool = False
    safe_hours: str = Field(default="", max_length=HOURS_MAX, repr=False)
    opening_words: str = Field(default="", max_length=OPENING_MAX, repr=False)
    voice: Voice | None = None
    more: dict[str, str] = Field(default_factory=dict, repr=False)

    def plain(self) -> bytes:
        """Return the bytes that go into the envelope."""
        return self.model_dump_json().encode()

    @property
    def enough(self) -> bool:
        """Whether there is something that a counsellor can act on."""
        call = self.call_me and bool(self.phone and self.safe_hours)
        return (
            call or self.voice is not None or any(map(visible, (self.text, self.url)))
        )


def visible(text: str) -> bool:
    """Tell whether one character of it can be seen.

    An emoji counts: it may be all that someone can write. White space, zero-width
    and direction marks, and letters that draw nothing do not.
    """
    return any(
        unicodedata.category(character)[0] in _SHOWN and character not in _BLANK
        for character in text
    )


def read_content(plain: bytes) -> ReportContent:
    """Return an opened envelope's document.

    Raises:
        BadInput: it is none; the browser that sealed it was not ours.
    """
    try:
        return ReportContent.model_validate_json(plain)
    except ValueError:
        raise BadInput("the envelope holds no report that this release reads") from None


class MessageContent(BaseModel):
    """What is written into a mailbox, either way, version 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    v: Literal[1] = 1
    text: str = Field(min_length=1, max_length=MESSAGE_CHARACTERS_MAX, repr=False)

    def plain(self) -> bytes:
        """Return the bytes that go into the seal."""
        return self.model_dump_json().encode()


def read_message(plain: bytes) -> MessageContent:
    """Return an opened message.

    Raises:
        BadInput: it is none; the browser that sealed it was not ours.
    """
    try:
        return MessageContent.model_validate_json(plain)
    except ValueError:
        raise BadInput("this is no message that this release reads") from None
