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
_RUN = re.compile(
    rf"(?P<khmer>(?:{_CLUSTER})+)|(?P<word>[^\W\u1780-\u17ff]+)(?:['\u2019]s\b)?"
)
_ONE = re.compile(_CLUSTER)
_KHMER_DIGITS = {0x17E0 + digit: str(digit) for digit in range(10)}
_FIRST = 0x1780
_PARTS = re.compile("\u17d2?.")
# What is spelt in two ways and read as one: េា and ោ, េី and ើ, ឲ្យ and ឱ្យ, a
# subscript ដ and ត, ទូរស័ព្ទ and ទូរសព្ទ, the vowels that nobody
# sees, and the signs that many leave out or take for one another.
_ALIKE = (
    *(("\u17c1\u17b6", "\u17c4"), ("\u17c1\u17b8", "\u17be"), ("\u17b2", "\u17b1")),
    *(("\u17d2\u178a", "\u17d2\u178f"), ("\u17b4", ""), ("\u17b5", "")),
    *(("\u17cc", ""), ("\u17cd", ""), ("\u17ce", ""), ("\u17d0", "")),
)
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
    cluster = _folded(cluster)
    return "q" + "".join(f"{ord(letter) - _FIRST:02x}" for letter in cluster) + "0"


@lru_cache(maxsize=20_000)
def _folded(cluster: str) -> str:
    """Return a cluster in the one spelling that stands for all that look alike.

    Its parts may be typed in any order, such as those of ស្ត្រី and ស្រ្តី.
    """
    for other, kept in _ALIKE:
        cluster = cluster.replace(other, kept)
    base, *parts = _PARTS.findall(cluster)
    return "".join((base, *sorted(parts)))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return f"{_stemmer.stemWord(word)}0" if word.isascii() else f"{word}0"
