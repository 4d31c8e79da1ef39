"""Setting a document: a template and its data in, a tagged PDF out, all in memory."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

import typst
from anyascii import anyascii

from romdoul.documents.khmer import made_readable
from romdoul.kernel.errors import RomdoulError

HERE = Path(__file__).parent
TEMPLATES, FONTS = HERE / "templates", HERE / "fonts"
# PDF/UA-1 (ISO 14289): Typst refuses what a screen reader could not follow.
STANDARD: Final = "ua-1"
# What the fonts have: Khmer, and most of Europe's Latin letters (a test asks them).
_LETTERS = re.compile(
    "[ -~\u00c0-\u0107\u010a-\u0113\u0116-\u011b\u011e-\u0123\u0126\u0127"
    "\u012a\u012b\u012e-\u0131\u0136\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d"
    "\u0150-\u015b\u015e-\u0161\u0164\u0165\u016a-\u017e\u2018\u2019"
    "\u1780-\u17dd\u17e0-\u17e9\u200b]*"
)
# Beside letters: what a text of several sentences is written with.
_MARKS = frozenset(
    "\n\u00a0\u00a1\u00a2\u00a3\u00a7\u00a9\u00ab\u00ae\u00b0\u00bb\u00bf\u00d7"
    "\u00f7\u2010\u2013\u2014\u201c\u201d\u201e\u2022\u2026\u2039\u203a\u20ac\u2122\u2212"
)
WAIT_SECONDS = 8.0
_turn = BoundedSemaphore(1)


class Busy(RomdoulError):
    """Other documents are being set; try again in a moment."""


def can_set(text: str) -> bool:
    """Tell whether a document can show this text, letter by letter."""
    return _LETTERS.fullmatch(text) is not None


def shown(text: str) -> str:
    """Return a text in letters that the fonts have; others as near as Latin comes."""
    if can_set(text):
        return text
    return "".join(
        one if one in _MARKS or can_set(one) else _latin(one) for one in text
    )


def _latin(letter: str) -> str:
    return "".join(one for one in anyascii(letter) if can_set(one))


def set_pdf(template: str, data: Mapping[str, object], *, at: datetime) -> bytes:
    """Return a document as PDF/UA, with nothing of it written anywhere.

    The data reaches the template as values, never as its text: nothing that was
    typed can be a command there. One is set at a time, so that nobody can fill the
    machine with them.

    Raises Busy after ``WAIT_SECONDS`` of waiting.
    """
    if not _turn.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        return made_readable(_compiled(template, json.dumps(data), at))
    finally:
        _turn.release()


def _compiled(template: str, data: str, at: datetime) -> bytes:
    compiler = typst.Compiler(root=TEMPLATES, font_paths=_fonts())
    pdf = compiler.compile(
        str(TEMPLATES / f"{template}.typ"),
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=[STANDARD],
        timestamp=int(at.timestamp()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("one document was asked for")
    return pdf


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Return our own fonts: a document looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
