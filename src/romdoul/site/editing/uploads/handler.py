"""The one way by which a file comes in: held in memory, looked at, made anew.

No form and no view of the editing process ever holds what was sent. A file that comes
to a route that takes none is refused with the whole request.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import Resolver404, resolve

from romdoul.site.editing.uploads.kinds import Kind
from romdoul.site.editing.uploads.looking import (
    DOCUMENTS,
    most_bytes,
    seen,
    too_large,
)
from romdoul.site.editing.uploads.pictures import PICTURES
from romdoul.site.editing.uploads.texts import PAGE, TEXT

# Lists of redirects and of translations: text, and nothing else.
LISTS = (TEXT,)
# A page that somebody saved: read, and kept nowhere.
SAVED = (PAGE,)
TAKEN: Mapping[str, Sequence[Kind]] = {
    **dict.fromkeys(
        (
            "wagtailimages:add",
            "wagtailimages:edit",
            "wagtailimages:add_multiple",
            "wagtailimages_chooser:create",
        ),
        PICTURES,
    ),
    **dict.fromkeys(
        (
            "wagtaildocs:add",
            "wagtaildocs:edit",
            "wagtaildocs:add_multiple",
            "wagtaildocs_chooser:create",
        ),
        DOCUMENTS,
    ),
    "editing_import": SAVED,
    "wagtailredirects:start_import": LISTS,
    "wagtail_localize:upload_pofile": LISTS,
}


class SeenFile(SimpleUploadedFile):
    """A file made anew; or, where it was refused, an empty one and the reason."""

    refusal: ValidationError | None = None


class LookingHandler(FileUploadHandler):
    """Takes a file into memory up to its limit, and hands on what it was made into."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file. Raises SuspiciousOperation where none is taken."""
        super().new_file(*args, **kwargs)
        self.kinds = self._kinds()
        self.most = most_bytes(self.kinds)
        self.parts: list[bytes] = []
        self.held = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what comes, as long as it is not too much."""
        self.held = start + len(raw_data)
        if self.held <= self.most:
            self.parts.append(raw_data)
        else:
            self.parts.clear()

    def file_complete(self, file_size: int) -> SeenFile:
        """Return the file made anew, or the empty one that says why it was not."""
        name, content = self.file_name or "file", b"".join(self.parts)
        self.parts.clear()
        refusal = None
        try:
            if file_size > self.most:
                raise too_large(file_size, self.most)
            name, content = seen(name, content, self.kinds)
        except ValidationError as error:
            # A form takes no empty file for one: it would ask for it again instead.
            refusal, content = error, b"-"
            if self.kinds is LISTS:
                # Wagtail's own form would not ask why.
                raise SuspiciousOperation("a list was sent that is none") from error
        made = SeenFile(name, content, self.content_type or "")
        made.refusal = refusal
        return made

    def _kinds(self) -> Sequence[Kind]:
        path = self.request.path_info if self.request else ""
        try:
            name = resolve(path).view_name
        except Resolver404:
            name = ""
        # Forms are read before a view is reached: a stranger's file is not looked at.
        user = getattr(self.request, "user", None)
        if name not in TAKEN or user is None or not user.is_authenticated:
            raise SuspiciousOperation("a file was sent to a route that takes none")
        return TAKEN[name]
