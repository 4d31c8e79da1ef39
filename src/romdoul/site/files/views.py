"""Pictures and documents, from the folder of what is published."""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document

from romdoul.site import consent
from romdoul.site.counting.counted import count, is_of_a_person
from romdoul.site.counting.models import Tally

# What a page may show. Everything else is for taking away, and opens nothing here.
PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
SHOWN = {"application/pdf", "video/mp4", "video/webm", "audio/mpeg", "audio/ogg"}
# A picture's name changes with its content.
FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Return a picture as Wagtail made it for a page; never what was uploaded."""
    del request
    folder = Path(settings.MEDIA_ROOT) / "images"
    path = (folder / name).resolve()
    kind = PICTURES.get(path.suffix.lower())
    if kind is None or not path.is_relative_to(folder) or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=kind)
    response.headers["Cache-Control"] = FOR_GOOD
    return response


@require_safe
def document(
    request: HttpRequest, document_id: int, document_filename: str
) -> HttpResponseBase:
    """Return a file that an editor published, and count that it was taken."""
    response = _handed_out(document_id, document_filename)
    if request.method == "GET" and is_taken(request):
        count(Tally.Kind.DOWNLOAD, str(document_id))
    return response


@require_safe
def document_for_editors(
    request: HttpRequest, document_id: int, document_filename: str
) -> HttpResponseBase:
    """Return a file to somebody who edits: nobody took it."""
    del request
    return _handed_out(document_id, document_filename)


def _handed_out(document_id: int, filename: str) -> FileResponse:
    found = get_object_or_404(Document, pk=document_id)
    if found.filename != filename:
        raise Http404
    kind = mimetypes.guess_type(found.filename)[0] or "application/octet-stream"
    try:
        opened = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        opened,
        content_type=kind,
        as_attachment=kind not in SHOWN,
        filename=found.filename,
    )


def is_taken(request: HttpRequest) -> bool:
    """Say whether this is a person's taking, and not the next part of one."""
    is_part = not request.headers.get("Range", "bytes=0-").startswith("bytes=0-")
    is_opened = request.headers.get("Sec-Fetch-Dest") in {None, "document", "empty"}
    headers = request.headers
    is_person = is_of_a_person(request) or headers.get("Sec-Fetch-Dest") == "empty"
    return is_opened and is_person and not is_part and consent.may_count(request)
