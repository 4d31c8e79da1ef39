"""What the public hands in: already sealed, checked for form and for size only."""

import re
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from django.utils.translation import gettext_lazy as _

from romdoul.inbox.codes import Desk, Priority
from romdoul.inbox.content import VOICE_BYTES_MAX
from romdoul.kernel.errors import BadInput

# The longest report is 100,000 characters of four bytes each, escaped and padded.
SEALED_MAX = 1024 * 1024
MESSAGE_MAX = 128 * 1024
ATTACHMENT_MAX = VOICE_BYTES_MAX + 256 * 1024
_HEX = re.compile(r"[0-9a-f]{32}")
_ENVELOPE = b"RE1"
_FILES = (b"RF1", b"RA1")


@dataclass(frozen=True, slots=True)
class SealedVoice:
    """A voice message under a key of its own: ``id`` is 32 hex, chosen at sealing."""

    id: str
    sealed: bytes


class Incoming(TypedDict):
    """A report, sealed to an epoch of a desk's key.

    ``submission`` is 32 hex characters that the form chose at random.
    """

    submission: str
    desk: Desk
    compartment: str
    epoch: int
    priority: Priority
    sealed: bytes
    attachment: NotRequired[SealedVoice | None]


def require_id(text: str) -> str:
    """Return a 128-bit name in hex; raise BadInput if it is none."""
    if not _HEX.fullmatch(text):
        raise BadInput(_("This form is not complete. Go back and send it again."))
    return text


def require_envelope(sealed: bytes, limit: int = SEALED_MAX) -> bytes:
    """Return a sealed envelope; raise BadInput if it is none or too long."""
    if not sealed.startswith(_ENVELOPE):
        raise BadInput(_("This form is not complete. Go back and send it again."))
    if len(sealed) > limit:
        raise BadInput(_("This is too long to be sent at once."), field="text")
    return sealed


def require_voice(voice: SealedVoice) -> SealedVoice:
    """Return a sealed voice message; raise BadInput if it is none or too long."""
    require_id(voice.id)
    if not voice.sealed.startswith(_FILES):
        raise BadInput(_("This is not a voice recording."), field="voice")
    if len(voice.sealed) > ATTACHMENT_MAX:
        raise BadInput(_("This recording is too large to be sent."), field="voice")
    return voice
