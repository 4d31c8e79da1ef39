"""Files that lie in a page's folder: pictures, and what a material gives away."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents.models import Document
from wagtail.images.models import Image

from romdoul.site.pages.models import MaterialFile

PICTURES = ("cover", "picture")


def with_pictures(fields: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return a page's fields with the pictures that they name as Wagtail's."""
    told = {name: value for name, value in fields.items() if not name.endswith("_alt")}
    for name in PICTURES:
        if name in told:
            told["alternative"] = fields[f"{name}_alt"]
            told[name] = _picture(folder / told[name], told["alternative"])
    return told


def material_file(told: Mapping[str, str], folder: Path) -> MaterialFile:
    """Return a file of a material, which is not saved yet."""
    document = _document(folder / told["file"], told["about"])
    return MaterialFile(
        document=document, language=told["language"], about=told["about"]
    )


def _document(path: Path, title: str) -> Document:
    """Return the file as Wagtail keeps it; pages of both languages share one."""
    content = path.read_bytes()
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    same: Document | None = Document.objects.filter(file_hash=digest).first()
    if same is not None:
        return same
    document = Document(title=title, file_size=len(content), file_hash=digest)
    document.file.save(path.name, ContentFile(content), save=False)
    document.save()
    return document


def _picture(path: Path, alt: str) -> Image:
    with path.open("rb") as file:
        picture = Image(title=alt, description=alt)
        picture.file = ImageFile(file, name=path.name)
        picture.save()
    return picture
