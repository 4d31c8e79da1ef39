"""Sounds of a name in Khmer script, in the same classes as its romanisations.

A name is read cluster by cluster: a letter, the letters written under it, and its
signs, in whatever order they were typed. Beside the rules of the reference on name
keys (bantoc ignored, letters under toandakhiat silent, silent last subscripts, last
r and y dropped) these follow how names are romanised:

- a last វ is a vowel, as v is in Latin (កែវ, Keo); so is រ or វ before the next
  syllable, and យ anywhere but at the beginning;
- ហ is heard at the beginning only, and not above another letter (ហ្វ is f);
- a subscript without a vowel closes the syllable and is silent (ច័ន្ទសុភា), unless
  the letters around it have no vowel of their own either (ពន្លក);
- ំ is m, save before ង; a last ៈ is k (វណ្ណៈ, Vannak); a letter under ៌ is silent.
"""

import re
from dataclasses import dataclass
from typing import Final

from romdoul.matching.sounds import A, E, O, joined

_CLUSTER = re.compile(
    "([\u1780-\u17b3])((?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17dd])*)"
)
_SUBSCRIPT = re.compile("\u17d2(.)")
_CLASSES: Final = {
    **dict.fromkeys("កខគឃ", "k"),
    **dict.fromkeys("ចឆជឈ", "c"),
    **dict.fromkeys("ដឋឌឍតថទធ", "t"),
    **dict.fromkeys("បផពភ", "p"),
    **dict.fromkeys("ញណន", "n"),
    **dict.fromkeys("សឝឞ", "s"),
    **dict.fromkeys("លឡឭឮ", "l"),
    **dict.fromkeys("រឫឬ", "r"),
    **dict(zip("ងមវយហ", "gmvyh", strict=True)),
}
_FREE_VOWELS: Final = {
    **dict.fromkeys("\u17a3\u17a4", A),
    **dict.fromkeys("ឥឦឯឰ", E),
    **dict.fromkeys("ឧឨឩឪឱឲឳ", O),
}
_SECOND_SERIES: Final = frozenset("គឃងជឈញឌឍទធនពភមយរលវឫឬឭឮ")
_SIGNS: Final = {
    **dict.fromkeys("ិីឹឺៀេែ", (E, E)),
    **dict.fromkeys("ុូួើឿោៅ", (O, O)),
    **dict.fromkeys("ាៃះៈ", (A, E)),
    "ំ": (A, O),
    "័": (A, A),
}
_NASALS: Final = frozenset("ងញណនម")
_BANTOC, _ROBAT, _TOANDAKHIAT = "\u17cb", "\u17cc", "\u17cd"
_MUUSIKATOAN, _TRIISAP = "\u17c9", "\u17ca"
_LONG_BEFORE: Final = {"រ": frozenset("ាីូួើឿៀេែោៅ"), "វ": frozenset("ីូៀែ")}
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Cluster:
    """A letter, the letters under it, its signs, and where it stands."""

    letter: str
    under: str
    signs: str

    @property
    def vowel_sign(self) -> str:
        """The first vowel sign, or ""."""
        return next((sign for sign in self.signs if sign in _SIGNS), "")

    @property
    def is_bare(self) -> bool:
        """Whether the writing gives it no vowel."""
        return not self.vowel_sign and self.letter not in _FREE_VOWELS


def sounds(token: str) -> str:
    """Return the row of sounds of one token; "" when it holds no Khmer letter."""
    clusters = _read(token[:_LONGEST])
    padded = [None, *clusters, None]
    heard: list[str] = []
    for before, cluster, after in zip(padded, clusters, padded[2:], strict=False):
        if before is not None and _closes(before, cluster, after):
            heard += _coda(before, cluster, after)
        else:
            heard += _onset(cluster, first=before is None)
            heard += [_vowel(cluster, after), *_after_vowel(cluster, after)]
    return joined(heard)


def _read(token: str) -> list[Cluster]:
    """Split a token into its clusters, without the letters that are not heard."""
    clusters = []
    for letter, tail in _CLUSTER.findall(token):
        under = "".join(sorted(_SUBSCRIPT.findall(tail), key="រ".__eq__))
        signs = _SUBSCRIPT.sub("", tail)
        if _TOANDAKHIAT in signs and under:
            under, signs = "", ""
        if _TOANDAKHIAT not in signs and _ROBAT not in signs:
            clusters.append(_lift(Cluster(letter, under, signs)))
    return clusters


def _lift(cluster: Cluster) -> Cluster:
    """Let the letter under a silent ហ or អ take its place; ហ្វ is f."""
    if cluster.letter not in {"ហ", "អ"} or not cluster.under:
        return cluster
    first, rest = cluster.under[0], cluster.under[1:]
    letter = "ផ" if cluster.letter + first == "ហវ" else first
    return Cluster(letter, rest, cluster.signs)


def _closes(before: Cluster, cluster: Cluster, after: Cluster | None) -> bool:
    """Whether a cluster ends the syllable before it, having no vowel of its own."""
    if not cluster.is_bare:
        return False
    if after is None or _BANTOC in cluster.signs:
        return True
    sounded = not before.is_bare
    onset = not after.is_bare and not _is_double(after)
    if cluster.under:
        return sounded or (onset and _is_double(cluster))
    return sounded and onset


def _is_double(cluster: Cluster) -> bool:
    """Whether a cluster closes the syllable before it and opens the next (ត្តិ, ន្ធា)."""
    classes = {_CLASSES.get(letter) for letter in cluster.letter + cluster.under[:1]}
    return bool(cluster.under) and (len(classes) == 1 or cluster.letter in _NASALS)


def _coda(before: Cluster, cluster: Cluster, after: Cluster | None) -> list[str]:
    """Return what is heard of a cluster that ends a syllable."""
    letter = cluster.letter
    weak = letter in _LONG_BEFORE and (
        after is None
        or _BANTOC in cluster.signs
        or (not after.under and before.vowel_sign in _LONG_BEFORE[letter])
    )
    return [] if weak else _onset(Cluster(letter, "", ""), first=False)


def _onset(cluster: Cluster, *, first: bool) -> list[str]:
    """Return the consonants of a cluster; y and h are heard at the beginning only."""
    classes = [_CLASSES.get(letter, "") for letter in cluster.letter + cluster.under]
    kept = classes[: 1 if first else 0]
    return kept + [name for name in classes[len(kept) :] if name not in {"y", "h"}]


def _vowel(cluster: Cluster, after: Cluster | None) -> str:
    """Return the vowel class, which hangs on the series of the letter."""
    if cluster.letter in _FREE_VOWELS:
        return _FREE_VOWELS[cluster.letter]
    sign = cluster.vowel_sign
    if sign == "័" and after is not None and after.letter == "យ":
        return E
    return _SIGNS.get(sign, (A, O))[_is_second_series(cluster)]


def _is_second_series(cluster: Cluster) -> bool:
    if _MUUSIKATOAN in cluster.signs or _TRIISAP in cluster.signs:
        return _TRIISAP in cluster.signs
    return cluster.letter in _SECOND_SERIES


def _after_vowel(cluster: Cluster, after: Cluster | None) -> list[str]:
    """Return the consonant that a sign adds behind the vowel."""
    if "ំ" in cluster.signs and (after is None or after.letter != "ង"):
        return ["m"]
    return ["k"] if after is None and "ៈ" in cluster.signs else []
