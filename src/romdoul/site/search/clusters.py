"""What a text is to the search: words that any full-text engine keeps whole.

Khmer has no spaces between words: its text is indexed by clusters. A cluster is a base
with its subscripts, vowels and signs, what a reader takes for one letter; a phrase of
them finds any stretch of Khmer. An English word is indexed by its stem.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_CLUSTER = "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*"
_RUN = re.compile(rf"(?P<khmer>(?:{_CLUSTER})+)|(?P<word>[^\W\u1780-\u17ff]+)")
_ONE = re.compile(_CLUSTER)
_KHMER_DIGITS = {0x17E0 + digit: str(digit) for digit in range(10)}
_FIRST = 0x1780
_stemmer = snowballstemmer.stemmer("english")


def clustered(text: str) -> str:
    """Return text as the index keeps it."""
    return " ".join(word for run in runs(text) for word in run)


def runs(text: str) -> list[tuple[str, ...]]:
    """Return the stretches of a text: an English word, or Khmer between spaces.

    Each is what must be found in a row: one word, or the clusters of the Khmer.
    """
    plain = unicodedata.normalize("NFC", text).translate(ZERO_WIDTH)
    found = _RUN.finditer(plain.translate(_KHMER_DIGITS))
    return [
        tuple(map(_cluster, _ONE.findall(run["khmer"])))
        if run["khmer"]
        else (_stem(run["word"].lower()),)
        for run in found
    ]


# A digit at the end keeps the engine's own stemmer, where it has one, from a word.
def _cluster(cluster: str) -> str:
    return "q" + "".join(f"{ord(letter) - _FIRST:02x}" for letter in cluster) + "0"


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return f"{_stemmer.stemWord(word)}0" if word.isascii() else f"{word}0"
