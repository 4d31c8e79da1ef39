"""Pictures and documents, from the folder of what is published."""

import mimetypes
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document

from romdoul.site.counting.counted import count
from romdoul.site.counting.models import Tally
from romdoul.site.files.published import is_document_out, is_picture_out
from romdoul.site.files.taking import is_taken

# What a page may show. Everything else is for taking away, and opens nothing here.
PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
SHOWN = {"application/pdf", "video/mp4", "video/webm", "audio/mpeg", "audio/ogg"}
# Its name changes with its content; but what a story showed is to be gone soon after.
AN_HOUR = "public, max-age=3600"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Return a picture as Wagtail made it for a page that is out."""
    del request
    path, kind = _picture(name)
    if not is_picture_out(f"images/{name}"):
        raise Http404
    response = FileResponse(path.open("rb"), content_type=kind)
    response.headers["Cache-Control"] = AN_HOUR
    return response


@require_safe
def picture_for_editors(request: HttpRequest, name: str) -> HttpResponseBase:
    """Return a picture as Wagtail made it, to somebody who edits."""
    del request
    path, kind = _picture(name)
    return FileResponse(path.open("rb"), content_type=kind)


@require_safe
def document(
    request: HttpRequest, document_id: int, document_filename: str
) -> HttpResponseBase:
    """Return a file that a page which is out leads to; count that it was taken."""
    if not is_document_out(document_id):
        raise Http404
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


def _picture(name: str) -> tuple[Path, str]:
    """Return the file that was made of a picture, never what was uploaded; its kind."""
    folder = Path(settings.MEDIA_ROOT) / "images"
    path = (folder / name).resolve()
    kind = PICTURES.get(path.suffix.lower())
    if kind is None or not path.is_relative_to(folder) or not path.is_file():
        raise Http404
    return path, kind


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
