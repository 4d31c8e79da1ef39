"""A voice message is sealed while it arrives: no file, and no plaintext kept."""

import secrets

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from romdoul.inbox.bindings import attachment_binding
from romdoul.inbox.content import VOICE_BYTES_MAX, Voice
from romdoul.inbox.incoming import SealedVoice
from romdoul.inbox.trust import DeskKey
from romdoul.intake.voice import HEAD, PictureWatch, voice_type
from romdoul.vault.sealing import FileSealer, new_key

FIELD = "voice"
NO_VOICE = _(
    "This file is not a voice recording. Pictures and videos cannot be sent; say in"
    " words what they show."
)
TOO_LARGE = _(
    "This recording is too large: at most 8 MB can be sent. Record it again, shorter,"
    " and write the rest."
)


class VoiceUpload:
    """One recording, sealed as it came (RF1) under a key of its own."""

    def __init__(self, key: DeskKey) -> None:
        self.id = secrets.token_hex(16)
        self.fault: Promise | None = None
        self.size = 0
        self._key = new_key()
        self._type: str | None = None
        self._sealer = FileSealer(
            self._key, attachment_binding(self.id, key.compartment, key.epoch)
        )
        self._sealed = bytearray(self._sealer.header)
        self._head = b""
        self._watch = PictureWatch()

    def take(self, chunk: bytes) -> None:
        """Seal the next piece; raise SkipFile once this is no voice message."""
        self.size += len(chunk)
        if len(self._head) < HEAD:
            self._head = (self._head + chunk)[:HEAD]
        if self.size > VOICE_BYTES_MAX:
            self._refuse(TOO_LARGE)
        if self._watch.sees(chunk) or self._no_voice():
            self._refuse(NO_VOICE)
        self._sealed += self._sealer.push(chunk)

    def end(self) -> None:
        """Seal the last piece, unless there is a fault."""
        if self.fault is None:
            self._type = voice_type(self._head)
            self.fault = NO_VOICE if self._type is None else None
        if self.fault is None:
            self._sealed += self._sealer.finish()

    def sealed(self) -> SealedVoice:
        """Return the ciphertext for the attachment's row."""
        return SealedVoice(self.id, bytes(self._sealed))

    def described(self) -> Voice:
        """Return what goes into the envelope: the key among it."""
        return Voice(
            attachment=self.id,
            key=self._key.reveal().hex(),
            type=self._type or "",
            format="RF1",
        )

    def _no_voice(self) -> bool:
        return len(self._head) >= HEAD and voice_type(self._head) is None

    def _refuse(self, fault: Promise) -> None:
        self.fault = fault
        self._sealed = bytearray()
        raise SkipFile


class SealingUploadHandler(FileUploadHandler):
    """Takes one file in the field ``voice``; drops every other as it passes.

    ``key`` is the desk's, since the seal is bound to its epoch; without one the
    file is dropped too.
    """

    chunk_size = 64 * 1024

    def __init__(self, key: DeskKey | None) -> None:
        # Without the request, which holds this: a circle of both would keep the
        # recording until the collector comes by.
        super().__init__()
        self._key = key
        self.voice: VoiceUpload | None = None

    def new_file(self, field_name: str, *_about: object, **_rest: object) -> None:
        """Begin to seal, or skip what nobody asked for; its name is not kept."""
        if field_name != FIELD or self._key is None or self.voice is not None:
            raise SkipFile
        self.voice = VoiceUpload(self._key)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal a piece; nothing is passed on to another handler."""
        del start
        if self.voice is not None:
            self.voice.take(raw_data)

    def file_complete(self, file_size: int) -> None:
        """End the seal; the file is read from ``voice``, not from the request."""
        del file_size
        if self.voice is not None:
            self.voice.end()
