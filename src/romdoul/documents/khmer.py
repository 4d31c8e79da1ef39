"""Khmer in a PDF that can be read aloud, searched and copied.

Typst draws a Khmer syllable as several glyphs and gives each of them the text of the
whole, so that a reader gets it several times. Here each part of the text is given
to one glyph, once; and each line as a whole says what it is (ActualText), for readers
that would take the distance between two glyphs for a space.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from romdoul.documents.pdf_fonts import Font, fonts_of

_KHMER = re.compile("[\u1780-\u17ff]")
# How far apart, in parts of the letters' size, two baselines of one line may stand:
# marks above and below a letter are drawn on baselines of their own.
_SAME_LINE = 0.6
_SPAN, _ACTUAL_TEXT = NameObject("/Span"), NameObject("/ActualText")
Operation = tuple[list[Any], bytes]
Matrix = list[float]
IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]


@dataclass(slots=True)
class Glyph:
    """A glyph where it is shown: the text it was given with others, and its own."""

    font: Font
    code: int
    said: str
    means: str = ""


@dataclass(slots=True)
class Piece:
    """The operations of one outermost marked content, and what they show."""

    owner: Any = None
    operations: list[Operation] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    baseline: float = 0.0
    size: float = 0.0

    @property
    def text(self) -> str:
        """Return what is read."""
        return "".join(glyph.means for glyph in self.glyphs)


class Shown(ArrayObject):
    """What a TJ shows: glyphs, and the distances between them."""

    def told(self) -> ArrayObject:
        """Return it with the glyphs' new codes."""
        return ArrayObject(
            ByteStringObject(part.font.code(part.code, part.means).to_bytes(2, "big"))
            if isinstance(part, Glyph)
            else part
            for part in self
        )


def made_readable(pdf: bytes) -> bytes:
    """Return the same document with its text once, in its order."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    writer.pdf_header = pdf[: pdf.index(b"\n")].decode()
    # Pages share fonts: one is written when each of its glyphs has been seen.
    seen: dict[int, Font] = {}
    for page in writer.pages:
        _rewrite(writer, page, seen)
    for font in seen.values():
        font.write(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _rewrite(writer: PdfWriter, page: PageObject, seen: dict[int, Font]) -> None:
    content = page.get_contents()
    if content is None:
        return
    fonts = fonts_of(page, seen)
    parting = _Parting(fonts, _owners(writer, page))
    for operands, operator in content.operations:
        parting.read(operands, operator)
    pieces = [piece for piece in parting.pieces if piece.operations]
    for syllable in _syllables(glyph for piece in pieces for glyph in piece.glyphs):
        _share_out(syllable)
    content.operations = [
        operation for line in _lines(pieces) for operation in _told(line)
    ]
    page.replace_contents(content)
    page.compress_content_streams()


def _owners(writer: PdfWriter, page: PageObject) -> list[Any]:
    """Return the element of the document's structure that each content is in."""
    structure: Any = writer.root_object["/StructTreeRoot"]
    numbers: Any = structure["/ParentTree"]["/Nums"]
    at: int = numbers.index(page["/StructParents"])
    return list(numbers[at + 1].get_object())


class _Parting:
    """Parts a page at its outermost marked contents, without Typst's ActualText."""

    def __init__(self, fonts: dict[str, Font], owners: list[Any]) -> None:
        self._fonts, self._owners = fonts, owners
        self._font: Font | None = None
        # The ActualText of each marked content that has begun, or None.
        self._within: list[str | None] = []
        self.pieces = [Piece()]

    def read(self, operands: list[Any], operator: bytes) -> None:
        """Take one operation into the piece that it belongs to."""
        match operator:
            case b"BDC" | b"BMC":
                self._begin(operands, operator)
            case b"EMC":
                self._end()
            case b"Tj" | b"TJ" if self._font is not None:
                self._show(operands[0], self._font)
            case _:
                self._note(operands, operator)
                self._keep(operands, operator)

    def _begin(self, operands: list[Any], operator: bytes) -> None:
        held = operands[1] if len(operands) > 1 else None
        marks: Any = held if isinstance(held, DictionaryObject) else {}
        if not self._within:
            owner = self._owners[marks["/MCID"]] if "/MCID" in marks else None
            self.pieces.append(Piece(owner))
        actual = marks.get(_ACTUAL_TEXT)
        self._within.append(None if actual is None else str(actual))
        if actual is None:
            self._keep(operands, operator)

    def _end(self) -> None:
        if self._within.pop() is None:
            self._keep([], b"EMC")
        if not self._within:
            self.pieces.append(Piece())

    def _show(self, operand: Any, font: Font) -> None:  # noqa: ANN401
        said = next((text for text in reversed(self._within) if text is not None), None)
        shown = _shown(operand, font, said)
        self.pieces[-1].glyphs += [one for one in shown if isinstance(one, Glyph)]
        self._keep([shown], b"TJ")

    def _note(self, operands: list[Any], operator: bytes) -> None:
        piece = self.pieces[-1]
        if operator == b"Tf":
            self._font, piece.size = self._fonts[operands[0]], float(operands[1])
        elif operator == b"cm" and not piece.glyphs:
            piece.baseline = float(operands[5])

    def _keep(self, operands: list[Any], operator: bytes) -> None:
        self.pieces[-1].operations.append((operands, operator))


def _shown(operand: Any, font: Font, said: str | None) -> Shown:  # noqa: ANN401
    shown = Shown()
    for part in operand if isinstance(operand, list) else [operand]:
        if not isinstance(part, TextStringObject | ByteStringObject):
            shown.append(part)
            continue
        raw = part.original_bytes
        codes = [
            int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)
        ]
        shown.extend(
            Glyph(font, code, font.texts.get(code, "") if said is None else said)
            for code in codes
        )
    return shown


def _syllables(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Group the glyphs that were given one text together."""
    syllable: list[Glyph] = []
    for glyph in glyphs:
        if syllable and _begins(glyph, syllable[0]):
            yield syllable
            syllable = []
        syllable.append(glyph)
    if syllable:
        yield syllable


def _begins(glyph: Glyph, first: Glyph) -> bool:
    """Say whether a glyph begins the next syllable; the same may stand twice."""
    same = glyph.said == first.said and glyph.font is first.font
    return not same or len(glyph.said) == 1 or glyph.code == first.code


def _share_out(syllable: list[Glyph]) -> None:
    """Give each glyph its part of the text; the last one whatever is left."""
    text = syllable[0].said
    for at, glyph in enumerate(syllable):
        glyph.means = text[at : at + 1]
    syllable[-1].means = text[len(syllable) - 1 :]


def _lines(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Put together the pieces that stand on one line of one paragraph."""
    number, numbers = 0, [0]
    for before, after in pairwise(pieces):
        near = abs(before.baseline - after.baseline) < _SAME_LINE * after.size
        number += not (near and after.owner is not None and before.owner == after.owner)
        numbers.append(number)
    for _number, line in groupby(zip(numbers, pieces, strict=True), lambda one: one[0]):
        yield [piece for _number, piece in line]


def _told(line: list[Piece]) -> Iterator[Operation]:
    """Yield a line's operations; one with Khmer says first what it is."""
    text = "".join(piece.text for piece in line)
    if _KHMER.search(text) is None:
        for piece in line:
            yield from _recoded(piece.operations)
        return
    yield [_SPAN, DictionaryObject({_ACTUAL_TEXT: TextStringObject(text)})], b"BDC"
    for piece in line:
        yield from _recoded(_placed(piece.operations))
    # Poppler takes the line's direction from the font at its end: none is no direction.
    fonts = [one for piece in line for one in piece.operations if one[1] == b"Tf"]
    yield from fonts[-1:]
    yield [], b"EMC"


def _recoded(operations: Iterable[Operation]) -> Iterator[Operation]:
    for operands, operator in operations:
        shows = operator == b"TJ"
        yield ([operands[0].told()] if shows else operands), operator


def _placed(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Place text on the page itself, not on a ground of its own.

    Poppler measures a line in the coordinates of its first and its last glyph, and
    drops it where those are not the same.
    """
    ground, below = IDENTITY, list[Matrix]()
    for operands, operator in operations:
        match operator:
            case b"q" | b"Q":
                ground = _kept(ground, below, begins=operator == b"q")
                yield operands, operator
            case b"cm":
                ground = _multiplied([float(one) for one in operands], ground)
            case b"Tm":
                at = _multiplied([float(one) for one in operands], ground)
                yield [FloatObject(one) for one in at], operator
            case _:
                yield operands, operator


def _kept(ground: Matrix, below: list[Matrix], *, begins: bool) -> Matrix:
    """Return the ground inside a saved state, or what it was before one."""
    if begins:
        below.append(ground)
        return ground
    return below.pop() if below else IDENTITY


def _multiplied(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does the first and then the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return [
        *(a * g + b * i, a * h + b * j),
        *(c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    ]
