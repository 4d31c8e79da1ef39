"""Where a text mentions a person: by a name, an alias, a telephone or another number.

Names go by the keys of the search, over each few neighbouring words. Khmer is often
written without spaces: there a name is also looked for inside the run of letters. A
single one of several names is found too, as spelt or as it sounds, and is not sure.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations
from typing import Final

from romdoul.matching import tokens
from romdoul.matching.names import matches, name_keys, query_keys, rank
from romdoul.matching.numbers import document, phone
from romdoul.matching.visible import plain_digits

# From here on two names sound the same, or are spelt so.
_SAME_SOUND: Final = 0.9
_LEAST_SKELETON: Final = 3
_KHMER: Final = "\u1780-\u17b3\u17b6-\u17d3\u17dd"
_DEPENDENT = re.compile("[\u17b6-\u17d3\u17dd]")
# A consonant or vowel with all that hangs on it, subscripts included.
_CLUSTER = re.compile(
    "[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])*"
)
# Letters of one script; what is somebody's is theirs without its 's.
_RUNS = re.compile(
    f"[{_KHMER}]+|[^\\W\\d_{_KHMER}]+(?:['\u2019\u02bc](?!s\\b)[^\\W\\d_{_KHMER}]+)*"
)
# What may stand between the names of one person.
_BETWEEN = re.compile("[ \\t\u00a0\u200b,.'\u2019-]{0,3}")
_DIGITS = re.compile(r"\(?\+?\d[\d\s().-]{4,60}\d")
_MOST_GROUPS: Final = 8


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A part of a text that mentions the person, and whether that is sure."""

    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What a person is known by, as it was written down."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def khmer(self) -> bool:
        return "\u1780" <= self.text[0] <= "\u17dd"


@dataclass(slots=True)
class _Page:
    """A text and its words; ``capitals`` where its writer uses them."""

    text: str
    capitals: bool
    words: list[_Word] = field(init=False)

    def __post_init__(self) -> None:
        found = _RUNS.finditer(self.text)
        self.words = [_Word(*one.span(), one[0]) for one in found]

    def alike(self, word: _Word, part: str) -> bool:
        """Tell whether a word is one of a person's names: so spelt, or so sounded."""
        if word.text.casefold() == part.casefold():
            return True
        same = _skeleton(word.text) == _skeleton(part) != ""
        return same and self.is_name(word) and rank(word.text, part) >= _SAME_SOUND

    def is_name(self, word: _Word) -> bool:
        """Tell whether a word may be a name: pen, can and seek are none.

        In Latin letters a name has a capital, unless its writer uses none.
        """
        return word.text[0].isupper() or not (self.capitals and word.text.isascii())

    def goes_on(
        self,
        window: list[_Word],
        word: _Word,
        keys: frozenset[str],
        parts: tuple[str, ...],
    ) -> bool:
        """Tell whether a name may go on with this word, or begin with it."""
        if window and not _BETWEEN.fullmatch(self.text, window[-1].end, word.start):
            return False
        joined = [a + b for a, b in permutations(parts, 2)]
        folded = {part.casefold() for part in (*parts, *joined)}
        heard = _skeleton(word.text)
        part_of_it = heard != "" and any(heard in key for key in keys)
        return part_of_it and (word.text.casefold() in folded or self.is_name(word))


def spelt(text: str) -> str:
    """Return a text as mentions are looked for in it: composed (NFC)."""
    return unicodedata.normalize("NFC", text)


def mentions(text: str, known: Known) -> list[Span]:
    """Return where a text (as ``spelt`` gives it) mentions a person, in order.

    Spans do not overlap; where two did, they are one, and sure if either was.
    """
    page = _Page(text, any(map(str.isupper, text)))
    spans = [
        *(span for name in known.names for span in _named(page, name)),
        *_phoned(text, set(filter(None, map(phone, known.phones)))),
        *_numbered(text, set(filter(None, map(document, known.numbers)))),
    ]
    return _merged(spans)


def replaced(text: str, known: Known, forms: Collection[str], by: str) -> str:
    """Return a text with these mentions, as they are spelt, replaced by a handle."""
    whole = spelt(text)
    done, at = [], 0
    for span in mentions(whole, known):
        if whole[span.start : span.end] in forms:
            done += [whole[at : span.start], by]
            at = span.end
    return "".join(done) + whole[at:] if done else text


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        if last is None or span.start >= last.end:
            merged.append(span)
        else:
            sure = last.sure or span.sure
            merged[-1] = Span(last.start, max(last.end, span.end), sure)
    return merged


def _named(page: _Page, name: str) -> Iterator[Span]:
    parts = tokens.split(name)
    if not parts:
        return
    yield from _in_windows(page, query_keys(name), parts)
    for word in page.words:
        if any(page.alike(word, part) for part in parts):
            sure = len(parts) == 1 and word.text.casefold() == parts[0].casefold()
            yield Span(word.start, word.end, sure)
        elif word.khmer:
            yield from _in_run(word, parts)


def _in_windows(
    page: _Page, groups: tuple[frozenset[str], ...], parts: tuple[str, ...]
) -> Iterator[Span]:
    """Yield where neighbouring words answer the whole name, as a search would."""
    keys = frozenset().union(*groups)
    if len(max(keys, key=len)) < _LEAST_SKELETON:
        return
    for at in range(len(page.words)):
        window: list[_Word] = []
        for word in page.words[at : at + len(parts) + 1]:
            if not page.goes_on(window, word, keys, parts):
                break
            window.append(word)
            if _answers(groups, window):
                yield Span(window[0].start, word.end, sure=True)
                break


def _answers(groups: tuple[frozenset[str], ...], window: list[_Word]) -> bool:
    """Tell whether a window is the name; one word is no window of a single name."""
    if len(groups) == 1:
        joined = _skeleton("".join(word.text for word in window))
        return len(window) > 1 and joined in groups[0]
    return matches(groups, name_keys(" ".join(word.text for word in window)))


def _in_run(word: _Word, parts: tuple[str, ...]) -> Iterator[Span]:
    """Yield where a run of Khmer letters without spaces holds a name."""
    for part in parts:
        for found in re.finditer(re.escape(part), word.text):
            if _whole(word.text, *found.span()):
                start, end = (word.start + at for at in found.span())
                yield Span(start, end, sure=False)
    if len(parts) > 1:
        yield from _joined(word, parts)


def _whole(run: str, start: int, end: int) -> bool:
    """Tell whether a part of a run cuts no letter from what hangs on it."""
    after = end < len(run) and _DEPENDENT.match(run, end)
    before = start > 0 and run[start - 1] == "\u17d2"
    return not (after or before or _DEPENDENT.match(run, start))


def _joined(word: _Word, parts: tuple[str, ...]) -> Iterator[Span]:
    keys = {_skeleton("".join(parts)), _skeleton("".join(reversed(parts)))}
    keys = {key for key in keys if len(key) >= _LEAST_SKELETON}
    clusters = [found.span() for found in _CLUSTER.finditer(word.text)]
    for at, (start, _end) in enumerate(clusters):
        head = _skeleton(word.text[start : clusters[at][1]])
        if not any(key.startswith(head) for key in keys):
            continue
        for _, end in clusters[at : at + 3 * max(map(len, keys))]:
            if _skeleton(word.text[start:end]) in keys:
                yield Span(word.start + start, word.start + end, sure=True)
                break


@lru_cache(maxsize=50_000)
def _skeleton(text: str) -> str:
    return tokens.skeleton(text)


def _phoned(text: str, wanted: set[str]) -> Iterator[Span]:
    """Yield where a text holds one of these numbers, alone or beside another."""
    if not wanted:
        return
    plain = plain_digits(text)
    for digits in _DIGITS.finditer(plain):
        groups = [found.span() for found in re.finditer(r"\S+", digits[0])]
        for at, (start, _) in enumerate(groups):
            for _, end in groups[at : at + _MOST_GROUPS]:
                if phone(digits[0][start:end]) in wanted:
                    yield Span(digits.start() + start, digits.start() + end, sure=True)
                    break


def _numbered(text: str, wanted: set[str]) -> Iterator[Span]:
    """Yield where a text holds a passport or another number, however it is parted."""
    plain = plain_digits(text)
    for number in wanted:
        parted = r"[\s./-]*".join(map(re.escape, number))
        for found in re.finditer(rf"(?<!\w){parted}(?!\w)", plain, re.IGNORECASE):
            yield Span(*found.span(), sure=True)
