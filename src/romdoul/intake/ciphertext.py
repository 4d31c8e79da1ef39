"""Takes in a voice message that the browser sealed: bytes that say nothing."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from romdoul.inbox.incoming import ATTACHMENT_MAX
from romdoul.intake.bodies import TooLarge
from romdoul.intake.uploads import FIELD


class CiphertextHandler(FileUploadHandler):
    """Keeps one file in the field ``voice`` in memory; drops every other."""

    chunk_size = 64 * 1024

    def __init__(self) -> None:
        super().__init__()
        self.content: bytes | None = None
        self._taken = bytearray()

    def new_file(self, field_name: str, *_about: object, **_rest: object) -> None:
        """Begin to take, or skip what nobody asked for."""
        if field_name != FIELD or self.content is not None:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece; raise TooLarge once it cannot be a voice message."""
        del start
        self._taken += raw_data
        if len(self._taken) > ATTACHMENT_MAX:
            raise TooLarge

    def file_complete(self, file_size: int) -> None:
        """Hold the whole ciphertext ready."""
        del file_size
        self.content = bytes(self._taken)
