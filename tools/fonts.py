# ruff: noqa: INP001 - a script, not a package
"""Cut Noto Sans Khmer down to what a Khmer page needs, in two weights.

Run ``python tools/fonts.py`` after a new release of the font; the results are
committed, so that nobody needs to run it to start the system. Kept: every Khmer
letter, vowel, sign, digit and punctuation mark, the subscripts (which the font
makes of U+17D2 and a letter through its tables), the zero-width joiners and the
dotted circle. Latin is left to the system's own sans.
"""

from pathlib import Path

import fontpkg_noto_sans_khmer as source
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/romdoul/config/static/romdoul/fonts"
FOLDER = Path(source.__file__).parent
KHMER = {*range(0x1780, 0x1800), 0x20, 0xA0, 0x200B, 0x200C, 0x200D, 0x25CC}
WEIGHTS = (400, 700)


def cut(weight: int) -> Path:
    """Write one weight as WOFF2 and return where it lies."""
    font = TTFont(FOLDER / "files" / "NotoSansKhmer[wdth,wght].ttf")
    static = instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100})
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = [1, 2]
    options.drop_tables += ["STAT"]
    options.flavor = "woff2"
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=KHMER)
    cutter.subset(static)
    path = TARGET / f"NotoSansKhmer-{weight}.woff2"
    subset.save_font(static, str(path), options)
    return path


def main() -> None:
    """Cut every weight and put the licence beside them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        cut(weight)
    licence = (FOLDER / "LICENSE").read_text()
    (TARGET / "LICENSE-NotoSansKhmer.txt").write_text(licence)


if __name__ == "__main__":
    main()
