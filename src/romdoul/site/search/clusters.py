"""Khmer has no spaces between words: its text is indexed by clusters.

A cluster is a base with its subscripts, vowels and signs: what a reader takes for one
letter. Each becomes a word of ASCII letters and digits, so that any search engine made
for spaced words keeps it whole, and a phrase of them finds any stretch of Khmer.
"""

import re
import unicodedata

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_CLUSTER = re.compile(
    "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*"
)
_KHMER_DIGITS = {0x17E0 + digit: str(digit) for digit in range(10)}
_WORD = re.compile(rf"{_CLUSTER.pattern}|[^\W\u1780-\u17ff]+")
_FIRST = 0x1780


def clustered(text: str) -> str:
    """Return text as the index keeps it: words, and Khmer cluster by cluster."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """Return the words of a text in their order, each cluster of Khmer as one."""
    plain = unicodedata.normalize("NFC", text).translate(ZERO_WIDTH)
    return [_written(word) for word in _WORD.findall(plain.translate(_KHMER_DIGITS))]


def _written(word: str) -> str:
    if ord(word[0]) < _FIRST or ord(word[0]) > _FIRST + 0x7F:
        return word.lower()
    # A digit at the end keeps a stemmer from taking it for an English word.
    return "q" + "".join(f"{ord(letter) - _FIRST:02x}" for letter in word) + "0"
