"""The tokens' own promises: contrast in light and dark, and what the fonts hold."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

STATIC = Path(__file__).parents[2] / "src/romdoul/config/static/romdoul"
TOKENS = (STATIC / "tokens.css").read_text()

TEXT = (
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunk"),
    ("ink", "leaf-wash"),
    ("ink", "amber-wash"),
    ("ink", "red-wash"),
    ("ink-soft", "paper"),
    ("ink-soft", "surface"),
    ("ink-soft", "sunk"),
    ("leaf", "paper"),
    ("leaf", "surface"),
    ("leaf", "sunk"),
    ("leaf", "leaf-wash"),
    ("leaf", "amber-wash"),
    ("leaf", "red-wash"),
    ("amber", "paper"),
    ("amber", "surface"),
    ("amber", "sunk"),
    ("amber", "amber-wash"),
    ("red", "paper"),
    ("red", "surface"),
    ("red", "sunk"),
    ("red", "red-wash"),
    ("on-leaf", "leaf-fill"),
    ("on-leaf", "leaf-fill-strong"),
    ("on-red", "red-fill"),
    ("paper", "ink"),
)
EDGES = (
    ("edge", "paper"),
    ("edge", "surface"),
    ("edge", "sunk"),
    ("leaf-fill", "paper"),
    ("leaf-fill", "leaf-wash"),
    ("red-fill", "paper"),
    ("red-fill", "red-wash"),
    ("amber-mark", "amber-wash"),
    ("focus", "paper"),
    ("focus", "surface"),
)


def colours(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))
    return found


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_out_seven_to_one(scheme: str, text: str, ground: str) -> None:
    found = colours(scheme)
    assert contrast(found[text], found[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_stand_out_three_to_one(scheme: str, edge: str, ground: str) -> None:
    found = colours(scheme)
    assert contrast(found[edge], found[ground]) >= 3


def test_dark_names_the_same_colours_as_light() -> None:
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    names = [set(re.findall(r"--([\w-]+): #", part)) for part in (light, dark)]
    assert names[0] == names[1]


def test_the_font_keeps_every_khmer_letter_and_its_subscripts() -> None:
    path = STATIC / "fonts/NotoSansKhmer.woff2"
    with TTFont(path) as font:
        held = set(font.getBestCmap())
        features = {r.FeatureTag for r in font["GSUB"].table.FeatureList.FeatureRecord}
        [axis] = font["fvar"].axes
    assigned = {*range(0x1780, 0x17DE), *range(0x17E0, 0x17EA), *range(0x17F0, 0x17FA)}
    assert assigned - held == set()
    assert {"pref", "blwf", "abvf", "pstf"} <= features
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)
    assert path.stat().st_size <= 29_000
