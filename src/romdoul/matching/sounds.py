"""A written name as a row of sounds, the common ground of both scripts.

A consonant class is one lower-case letter, a vowel class one capital. Classes:
k c t p v n g (the one sound ng) s m l r h y; A E O for vowels.
"""

import re
from typing import Final

A: Final = "A"
E: Final = "E"
O: Final = "O"  # noqa: E741  The three classes are named by their letter.
INITIAL_VOWEL: Final = "a"

_REPEATED = re.compile(r"(.)\1+")
_VOWEL = re.compile("[AEO]+")


def joined(sounds: list[str]) -> str:
    """Return the row of sounds with neighbours of one class made one."""
    return _REPEATED.sub(r"\1", "".join(sounds))


def consonants(row: str) -> str:
    """Return the skeleton of a row: its consonants, and a mark for a first vowel."""
    mark = INITIAL_VOWEL if row[:1] in {A, E, O} else ""
    return mark + _VOWEL.sub("", row)


def vowels(row: str) -> tuple[str, ...]:
    """Return the vowel class before, between and after the consonants ("" for none)."""
    return tuple(part[-1:] for part in re.split("[^AEO]", row))
