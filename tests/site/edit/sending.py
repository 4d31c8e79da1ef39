"""Pictures and documents as an editor sends them, and others in their place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import uploads
from tests.site.admin import editing_process
from wagtail.documents.models import Document
from wagtail.images.models import Image

KINDS = ["images", "documents"]
File = Image | Document


@contextmanager
def editing_files(folder: Path, settings: Any) -> Iterator[None]:
    """Be the editing process, whose files lie in a folder of the test's own."""
    settings.MEDIA_ROOT = folder / "published"
    with editing_process():
        yield


def content(kind: str, name: str = "a", *, other: bool = False) -> SimpleUploadedFile:
    """Return a file of a kind, or another of it."""
    if kind == "images":
        made = uploads.png((30, 30) if other else (20, 10))
        return SimpleUploadedFile(f"{name}.png", made)
    made = uploads.pdf_with(uploads.jpeg()) if other else uploads.pdf()
    return SimpleUploadedFile(f"{name}.pdf", made)


def uploaded(client: Client, kind: str) -> File:
    """Send a file by the form that adds one; return what was made of it."""
    told = {"title": "A map", "file": content(kind)}
    assert client.post(f"/{kind}/add/", told).status_code == 302
    return (Image if kind == "images" else Document).objects.get()


def form_of(kind: str, file: File) -> str:
    """Return where a file's own form is."""
    return f"/images/{file.pk}/" if kind == "images" else f"/documents/edit/{file.pk}/"


def replaced(client: Client, kind: str, file: File, name: str = "a") -> str:
    """Send the file's own form with another file; return the answer."""
    told = {"title": file.title, "file": content(kind, name, other=True)}
    return client.post(form_of(kind, file), told, follow=True).content.decode()
