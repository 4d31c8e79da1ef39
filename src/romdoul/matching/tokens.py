"""The tokens of a written name: split at spaces and signs, titles dropped."""

import re
import unicodedata
from typing import Final

from romdoul.matching import khmer, latin
from romdoul.matching.sounds import consonants
from romdoul.matching.visible import visible

MOST_TOKENS: Final = 8
_LONGEST_NAME: Final = 400
_KHMER: Final = "\u1780-\u17b3\u17b6-\u17d3\u17dd"
_KHMER_LETTER = re.compile(f"[{_KHMER}]")
_SCRIPT_RUN = re.compile(f"[{_KHMER}]+|[^{_KHMER}]+")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_EXCELLENCY = re.compile(r"\bH\.\s?E\b\.?|\bឯ\.\s?ឧ\b\.?", re.IGNORECASE)
_LATIN_TITLES = re.compile(
    "(?:mr|mrs|ms|miss|mister|dr|doctor|prof|professor|madame?|mme|mlle|monsieur"
    "|excellency|samdech|oknha)",
    re.IGNORECASE,
)
_LATIN_PAIRS: Final = frozenset(
    {("lok", "srey"), ("lok", "srei"), ("neak", "srey"), ("neak", "srei")}
)
# Longest first: the title is often written together with the name.
_KHMER_TITLES = re.compile(
    "^(?:ឯកឧត្តម|លោកជំទាវ|លោកស្រី|អ្នកស្រី|លោកគ្រូ|អ្នកគ្រូ|អ្នកនាង|សម្តេច|សម្ដេច|លោក)"
    "(?=[\u1780-\u17b3]|$)"
)
# Also a given name (Kanha): a title only in front of other names.
_LEADING_TITLES: Final = frozenset({"កញ្ញា"})


def split(text: str) -> tuple[str, ...]:
    """Return the first `MOST_TOKENS` tokens of a name, one script each."""
    shown = _EXCELLENCY.sub(" ", visible(text, limit=_LONGEST_NAME))
    letters = "".join(
        char if _belongs(char) else " " for char in _APOSTROPHES.sub("", shown)
    )
    runs = [run for word in letters.split() for run in _SCRIPT_RUN.findall(word)]
    named = _without_titles(runs)
    return tuple(named[:MOST_TOKENS])


def skeleton(token: str) -> str:
    """Return the consonant skeleton of a token; "" when it holds no letter.

    Equal for the spellings of one name, in Latin and in Khmer script. What it keeps
    is frozen by vectors: a token once made is not made again.
    """
    return consonants(sounds(token))


def sounds(token: str) -> str:
    """Return the sounds of a token, script by script."""
    shown = visible(token, limit=_LONGEST_NAME)
    return "".join(
        khmer.sounds(run) if _is_khmer(run) else latin.sounds(_letters(run))
        for run in _SCRIPT_RUN.findall(shown)
    )


def _belongs(char: str) -> bool:
    return unicodedata.category(char)[0] in {"L", "M"}


def _letters(run: str) -> str:
    # anyascii spells an emoji out (":smile:"), which would make it a name.
    return "".join(filter(_belongs, run))


def _is_khmer(run: str) -> bool:
    return _KHMER_LETTER.match(run) is not None


def _without_titles(runs: list[str]) -> list[str]:
    """Drop the titles, and any that would leave nothing unless it may be a name."""
    bare = [_KHMER_TITLES.sub("", run) for run in _without_pairs(runs)]
    named = [run for run in bare if skeleton(run) and not _LATIN_TITLES.fullmatch(run)]
    while len(named) > 1 and named[0] in _LEADING_TITLES:
        named = named[1:]
    return named


def _without_pairs(runs: list[str]) -> list[str]:
    """Drop a romanised title of two words in front of a name."""
    pair = tuple(run.lower() for run in runs[:2])
    return runs[2:] if pair in _LATIN_PAIRS and len(runs) > 2 else runs
