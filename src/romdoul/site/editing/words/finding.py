"""Finding the words in a text; what somebody else said stands as it was said."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

AVOIDED = Path(__file__).parent / "avoided.toml"
HIDDEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
# A quotation ends in the paragraph it began in.
QUOTED = re.compile(r"«[^»\n]*»|“[^”\n]*”|„[^“”\n]*[“”]|\"[^\"\n]*\"")
AROUND = 24


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word to look at again, the better one, and why, in each language."""

    found: re.Pattern[str]
    use: str
    why: dict[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Such a word in a text, with some of what stands around it."""

    word: str
    around: str
    use: str
    why: dict[str, str]


@cache
def avoided(language: str) -> tuple[Avoided, ...]:
    """Return the words of a language, in the order of the file."""
    told = tomllib.loads(AVOIDED.read_text(encoding="utf-8"))
    return tuple(
        Avoided(
            re.compile("|".join(one["found"]), re.IGNORECASE), one["use"], one["why"]
        )
        for one in told.get(language, ())
    )


def find(text: str) -> list[Found]:
    """Return each word to look at again, once; a page may hold both languages."""
    said = QUOTED.sub(lambda quoted: " " * len(quoted[0]), HIDDEN.sub("", text))
    found: dict[str, Found] = {}
    taken: list[range] = []
    for one in (*avoided("en"), *avoided("km")):
        for match in one.found.finditer(said):
            if any(match.start() in span for span in taken):
                continue
            taken.append(range(*match.span()))
            word = match[0]
            told = Found(word, _around(said, match), one.use, one.why)
            found.setdefault(word.casefold(), told)
    return list(found.values())


def _around(text: str, match: re.Match[str]) -> str:
    start, end = max(match.start() - AROUND, 0), match.end() + AROUND
    return " ".join(text[start:end].split())
