# ruff: noqa: INP001 - a script, not a package
"""Cut Noto Sans Khmer down to what a page and a document need.

Run ``python tools/fonts.py`` after a new release of the font; the results are
committed, so that nobody needs to run it to start the system. Kept for pages: every
Khmer letter, vowel, sign, digit and punctuation mark, the subscripts (which the font
makes of U+17D2 and a letter through its tables), the zero-width joiners and the
dotted circle; Latin is left to the system's own sans. Pages have every weight from the
plain to the bold in one file, a sixth smaller than two. Documents take their Latin from
the same font, so they get all that it has, in two weights.
"""

from io import BytesIO
from pathlib import Path

import fontpkg_noto_sans_khmer as source
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/romdoul/config/static/romdoul/fonts"
DOCUMENTS = ROOT / "src/romdoul/documents/fonts"
FOLDER = Path(source.__file__).parent
KHMER = {*range(0x1780, 0x1800), 0x20, 0xA0, 0x200B, 0x200C, 0x200D, 0x25CC}
WEIGHTS = (400, 700)


def cut_for_pages() -> Path:
    """Write the weights for pages, as one WOFF2, and return where it lies."""
    options = options_for((1, 2))
    options.flavor = "woff2"
    path = TARGET / "NotoSansKhmer.woff2"
    write(of_weights(WEIGHTS), KHMER, options, path)
    return path


def cut_for_documents(weight: int) -> Path:
    """Write one weight for documents, as TrueType, and return where it lies."""
    font = of_weights(weight)
    path = DOCUMENTS / f"NotoSansKhmer-{weight}.ttf"
    write(font, set(font.getBestCmap()), options_for(("*",)), path)
    return path


def of_weights(weights: int | tuple[int, int]) -> TTFont:
    """Return the font at one weight, or from one to another, and its usual width."""
    source_file = FOLDER / "files" / "NotoSansKhmer[wdth,wght].ttf"
    font = TTFont(source_file, recalcTimestamp=False)
    found = instancer.instantiateVariableFont(font, {"wght": weights, "wdth": 100})
    # Written and read again: until then it does not know which letters do not vary.
    written = BytesIO()
    found.save(written)
    return TTFont(written, recalcTimestamp=False)


def options_for(names: tuple[int | str, ...]) -> subset.Options:
    """Return how to cut: every shaping table, no hints, these names."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = list(names)
    options.drop_tables += ["STAT"]
    return options


def write(font: TTFont, letters: set[int], options: subset.Options, path: Path) -> None:
    """Cut the font down to these letters and write it."""
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    cutter.subset(font)
    subset.save_font(font, str(path), options)


def main() -> None:
    """Cut every file and put the licence beside it."""
    licence = (FOLDER / "LICENSE").read_text()
    cut_for_pages()
    for weight in WEIGHTS:
        cut_for_documents(weight)
    for folder in (TARGET, DOCUMENTS):
        (folder / "LICENSE-NotoSansKhmer.txt").write_text(licence)


if __name__ == "__main__":
    main()
