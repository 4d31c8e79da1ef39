"""Sounds of a name in Latin letters, or in any script that `anyascii` can spell.

The rules are those of the reference on name keys. Where a rule was silent or too
wide, the examples and the Khmer spelling decided:

- r after a vowel goes at the end of a syllable only: Chhorn is Chhon, but Dara
  (តារា) keeps its r, or it would be found with Da and Ty.
- h goes everywhere but at the beginning; v or w at the end of a syllable is a vowel,
  as it is at the end of the name (Keovmony, Keomony).
- y is a consonant only at the beginning and before a vowel (Yim, but Soriya, Soria).
- ti- before a vowel is c at the beginning of the token only (Tioulong, Chulong).
- tch is c; c alone is s before e, i, y, else k.
"""

import re
from itertools import groupby, pairwise
from typing import Final

from anyascii import anyascii

from romdoul.matching.sounds import A, E, O, joined

_FRENCH_TI = re.compile("^ti(?=[aeou])")
_SOFT_C = re.compile("c(?=[eiy])")
_HARD_C = re.compile("c(?!h)")
_DOUBLED = re.compile(r"(.)\1+")
_PARTS = re.compile("tch|ch|dj|gn|ng|[aeiou]+|[a-z]")
_CLASSES: Final = {
    **dict.fromkeys(("tch", "ch", "dj", "j"), "c"),
    **dict.fromkeys("kgq", "k"),
    **dict.fromkeys("td", "t"),
    **dict.fromkeys("pbf", "p"),
    **dict.fromkeys("vw", "v"),
    **dict.fromkeys(("n", "gn"), "n"),
    **dict.fromkeys("sxz", "s"),
    **dict(zip("hlmry", "hlmry", strict=True)),
    "ng": "g",
}
_VOWEL_RUNS: Final = {
    **dict.fromkeys(("ea", "ia", "ie", "e", "i", "y", "ey", "ei", "ae", "eay"), E),
    **dict.fromkeys(("o", "u", "ou", "uo", "au", "ao"), O),
}
_FIRST_VOWELS: Final = {"a": A, "e": E, "i": E, "o": O, "u": O}
_LONGEST: Final = 40


def sounds(token: str) -> str:
    """Return the row of sounds of one token; "" when it holds no letter."""
    parts = _PARTS.findall(_spelling(token))
    heard = [part for at, part in enumerate(parts) if at == 0 or part != "h"]
    return joined(_classes(_close_syllables(_settle_y(heard))))


def _spelling(token: str) -> str:
    """Return the letters a-z with doubled ones made one, and c and ti- settled."""
    ascii_token = anyascii(token[:_LONGEST])[:_LONGEST].lower()
    letters = _DOUBLED.sub(r"\1", re.sub("[^a-z]", "", ascii_token))
    return _HARD_C.sub("k", _SOFT_C.sub("s", _FRENCH_TI.sub("ch", letters)))


def _settle_y(parts: list[str]) -> list[str]:
    """Make every y a vowel, save a first one before a vowel."""
    glide = parts[:1] if len(parts) > 1 and _is_vowel(parts[1]) else []
    return glide + ["i" if part == "y" else part for part in parts[len(glide) :]]


def _close_syllables(parts: list[str]) -> list[str]:
    """Where a syllable ends, drop r and make v or w a vowel."""
    closed = parts[:1]
    for part, after in pairwise([*parts[1:], ""]):
        ends = _is_vowel(closed[-1]) and not _is_vowel(after)
        if not (ends and part == "r"):
            closed.append("u" if ends and part in {"v", "w"} else part)
    return closed


def _is_vowel(part: str) -> bool:
    return part[:1] in _FIRST_VOWELS


def _classes(parts: list[str]) -> list[str]:
    """Name the class of each consonant, and of each run of vowels."""
    runs = groupby(parts, key=_is_vowel)
    return [
        name
        for vowel, run in runs
        for name in ([_vowel_class("".join(run))] if vowel else map(_class, run))
    ]


def _class(consonant: str) -> str:
    return _CLASSES[consonant]


def _vowel_class(run: str) -> str:
    return _VOWEL_RUNS.get(run, _FIRST_VOWELS[run[0]])
