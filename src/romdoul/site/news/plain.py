"""An article in a page that was saved as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.functional import Promise

from romdoul.site.news import doubts, furniture
from romdoul.site.news.article import Article, folded_lines
from romdoul.site.news.bylines import Byline, address_in, byline_of, source_of
from romdoul.site.news.dates import is_ambiguous

LONGEST_TITLE = 200
# How many lines that read as none of the text may interrupt it.
LONGEST_GAP = 3
_COUNTED = re.compile(r"[\w\u1780-\u17ff]+")


@dataclass(slots=True)
class _Head:
    """What stands between the headline and the body."""

    title: str = ""
    bylines: list[Byline] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    is_unsure: bool = False


def read_text(text: str) -> Article:
    """Return the article in a text; an empty one, with doubts, where there is none."""
    lines = [line for line in folded_lines(text.splitlines()) if line]
    start = _start(lines)
    if start is None:
        return Article().doubting(doubts.NO_TEXT)
    end = _end(lines, start)
    head = _head(lines[:start])
    return _put_together(head, lines[start:end], lines[end:])


def _start(lines: Sequence[str]) -> int | None:
    """Return where the body begins: the first of two lines of prose in a row."""
    prose = [
        number
        for number, line in enumerate(lines)
        if furniture.is_prose(line)
        and not furniture.is_caption(line)
        and byline_of(line) is None
    ]
    for here, following in pairwise(prose):
        if following - here <= LONGEST_GAP:
            return here
    return prose[0] if prose else None


def _end(lines: Sequence[str], start: int) -> int:
    """Return where the body has ended: at its foot, or where prose runs out."""
    last = start
    for number in range(start, len(lines)):
        line = lines[number]
        if number > start and furniture.is_end(line):
            break
        if furniture.is_prose(line) or furniture.is_sentence(line):
            last = number
        elif number - last > LONGEST_GAP and not _goes_on(lines, number):
            break
    return last + 1


def _goes_on(lines: Sequence[str], here: int) -> bool:
    """Say whether prose comes within a few lines, as after a list or subheadings."""
    ahead = lines[here : here + LONGEST_GAP]
    return any(furniture.is_prose(line) for line in ahead) and not any(
        furniture.is_end(line) for line in ahead
    )


def _head(before: Sequence[str]) -> _Head:
    """Return the headline, and what the lines below it say; read from below."""
    head = _Head()
    for line in reversed(before):
        said = byline_of(line)
        if said is not None:
            head.bylines.append(said)
            head.is_unsure |= is_ambiguous(line)
        elif furniture.is_within(line) or furniture.BULLET.match(line):
            continue
        elif furniture.is_caption(line):
            head.passed.append(line)
        elif _could_be_title(line):
            head.title = line
            break
        else:
            head.passed.append(line)
    return head


def _could_be_title(line: str) -> bool:
    words = _COUNTED.findall(line)
    is_long = len(words) >= 3 or len(line) >= 20
    says_one_thing = len(words) > 1 and len(set(words)) == 1
    return is_long and not says_one_thing and len(line) <= LONGEST_TITLE


def _put_together(head: _Head, body: Sequence[str], after: Sequence[str]) -> Article:
    # The nearest line to the headline says most; the others fill in.
    said = list(reversed(head.bylines))
    source, address = _source(after)
    article = Article(
        title=head.title,
        published_on=next((b.published_on for b in said if b.published_on), None),
        author=next((b.author for b in said if b.author), ""),
        source=source or next((b.source for b in said if b.source), ""),
        source_url=address,
        paragraphs=tuple(line for line in body if not furniture.is_left_out(line)),
    )
    left_out = [line for line in body if furniture.is_left_out(line)] + head.passed
    return article.doubting(*_doubts(article, left_out, head))


def _source(after: Sequence[str]) -> tuple[str, str]:
    """Return the name and the address that the first lines after the body give."""
    for line in after:
        if found := furniture.SOURCE.match(line):
            address = address_in(found["rest"])
            name = found["rest"].replace(address, "").strip(" ()[]\u2013-|,")
            return name or source_of(address), address
    return "", ""


def _doubts(article: Article, left_out: Sequence[str], head: _Head) -> list[Promise]:
    days = {b.published_on for b in head.bylines if b.published_on}
    odd = [p for p in article.paragraphs if not furniture.ENDS.search(p)]
    return [
        *doubts.missing(article),
        *([doubts.SEVERAL_DATES] if len(days) > 1 else []),
        *([doubts.MONTH_OR_DAY] if head.is_unsure else []),
        *doubts.left_out(left_out),
        *doubts.odd(odd),
    ]
