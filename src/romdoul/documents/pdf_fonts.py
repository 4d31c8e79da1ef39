"""A font inside a PDF, whose glyphs are given codes by what each stands for."""

import re
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{pairs}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_AT_ONCE = 100


@dataclass(slots=True)
class Font:
    """One font of a page: which text its glyphs were given, and are given anew."""

    told: DictionaryObject
    texts: dict[int, str]
    codes: dict[tuple[int, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, told: DictionaryObject) -> "Font":
        """Read the font as Typst wrote it."""
        said: Any = told["/ToUnicode"]
        pairs = _PAIR.findall(said.get_data())
        texts = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
            for code, text in pairs
        }
        return cls(told, texts)

    def code(self, glyph: int, text: str) -> int:
        """Return the code under which a glyph means a text."""
        return self.codes.setdefault((glyph, text), len(self.codes) + 1)

    def write(self, writer: PdfWriter) -> None:
        """Tell the document what each code shows, means and measures."""
        below: Any = self.told["/DescendantFonts"]
        drawn = below[0].get_object()
        widths = _widths(drawn)
        glyphs = [0, *(glyph for glyph, _text in self.codes)]
        shown = b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)
        measured = ArrayObject(widths.get(glyph, NumberObject(0)) for glyph in glyphs)
        drawn[NameObject("/CIDToGIDMap")] = _stream(writer, shown)
        drawn[NameObject("/W")] = ArrayObject([NumberObject(0), measured])
        self.told[NameObject("/ToUnicode")] = _stream(writer, self._cmap().encode())

    def _cmap(self) -> str:
        rows = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_glyph, text), code in self.codes.items()
        ]
        parts = [rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE)]
        pairs = "".join(
            "\n".join((f"{len(part)} beginbfchar", *part, "endbfchar\n"))
            for part in parts
        )
        return _CMAP.format(pairs=pairs)


def fonts_of(page: PageObject, seen: dict[int, Font]) -> dict[str, Font]:
    """Return the fonts of a page by the names that its content calls them.

    One that another page has too is the one in ``seen``, under its number.
    """
    resources: Any = page["/Resources"]
    named = resources.get("/Font", {})
    return {name: _font(named.raw_get(name), seen) for name in named}


def _font(told: Any, seen: dict[int, Font]) -> Font:  # noqa: ANN401 - pypdf's own
    if told.idnum not in seen:
        seen[told.idnum] = Font.of(told.get_object())
    return seen[told.idnum]


def _widths(drawn: DictionaryObject) -> dict[int, Any]:
    """Read /W (ISO 32000-1, 9.7.4.3): ``c [w …]`` and ``first last w``."""
    rest: list[Any] = list(drawn.get("/W", []))
    found: dict[int, Any] = {}
    while rest:
        first, second = rest.pop(0), rest.pop(0)
        if isinstance(second, list):
            found |= {first + n: width for n, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, second + 1), rest.pop(0))
    return found


def _stream(writer: PdfWriter, data: bytes) -> Any:  # noqa: ANN401 - pypdf's own
    stream = StreamObject()
    stream.set_data(data)
    return writer._add_object(stream.flate_encode())  # noqa: SLF001 - no other way
