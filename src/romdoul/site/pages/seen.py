"""What a reader of a page gets: its words, and what they lead to."""

import hashlib
import re
from typing import Any

from django.utils import translation

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
    parts = (*told, body)
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=32).hexdigest()


def _read(html: str) -> str:
    return " ".join(_TAG.sub(lambda tag: f" {_shown(tag[0])} ", html).split())


def _shown(tag: str) -> str:
    return _SIZE.sub(r"\1", " ".join(_SHOWN.findall(tag)))
