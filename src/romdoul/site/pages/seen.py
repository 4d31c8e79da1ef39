"""What a reader of a page gets: words, what they lead to, and the files themselves."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.utils.file import hash_filelike

KINDS = (Image, Document)
_TAG = re.compile(r"<[^>]*>")
# What a reader is shown or led to beside the words.
_SHOWN = re.compile(r'\b(?:src|href|alt)="[^"]*"')
# A picture's sizes come and go with the pages that show it; the picture is the same.
_SIZE = re.compile(r'(/pictures/images/[^".]+)\.[^"]*')


def digest_of(page: Any, language: str, *told: str) -> str:  # noqa: ANN401 - any page
    """Return the BLAKE2b of what is ``told`` and of what a reader of the body gets.

    Not of how it is marked up: saving a text anew, without a word changed, marks it
    up otherwise.
    """
    # In its own language, whichever the editor's is: blocks have words of their own.
    with translation.override(language):
        body = _read(str(page.body))
    parts = (*told, body, *sorted(_contents(page)))
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=32).hexdigest()


def files_in(page: Any) -> set[tuple[type[Image | Document], str]]:  # noqa: ANN401
    """Return the kind and number of every file in the body of a page."""
    found = page._meta.get_field("body").extract_references(page.body)
    return {(kind, str(number)) for kind, number, *_path in found if kind in KINDS}


def _contents(page: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield what tells each file's content from any other: its name may be the same."""
    for kind, number in files_in(page):
        if (file := kind.objects.filter(pk=number).first()) is not None:
            yield f"{kind.__name__}-{number}:{file.file_hash or _hashed(file)}"


def _hashed(file: Image | Document) -> str:
    try:
        with file.file.open("rb") as content:
            return str(hash_filelike(content))
    except FileNotFoundError:
        return ""


def _read(html: str) -> str:
    return " ".join(_TAG.sub(lambda tag: f" {_shown(tag[0])} ", html).split())


def _shown(tag: str) -> str:
    return _SIZE.sub(r"\1", " ".join(_SHOWN.findall(tag)))
