"""An article in a page that was saved as HTML, found by trafilatura."""

import re
from datetime import date
from typing import Any

import trafilatura
from lxml import html as tree

from romdoul.site.news import doubts, furniture
from romdoul.site.news.article import Article, folded
from romdoul.site.news.bylines import Byline, address_in, byline_of, source_of

# What trafilatura calls the parts of a body that hold words.
PARAGRAPHS = ("p", "head", "quote", "item")
_SITE = re.compile(r"\s*[|\u2013—-]\s*[^|\u2013—-]{2,40}$")


def read_html(page: bytes) -> Article:
    """Return the article in a page; an empty one, with doubts, where there is none."""
    found = _extracted(page)
    if found is None or found.body is None:
        return Article().doubting(doubts.NO_TEXT)
    lines = [line for line in _lines(found.body) if line != folded(found.title or "")]
    said, lines = _bylines(lines)
    body, after = _split(lines)
    address, name = _origin(found, after)
    article = Article(
        title=_headline(page, folded(found.title or "")),
        published_on=_day(found.date)
        or next((b.published_on for b in said if b.published_on), None),
        author=_author(found.author) or next((b.author for b in said if b.author), ""),
        source=name,
        source_url=address,
        paragraphs=tuple(line for line in body if not furniture.is_left_out(line)),
    )
    left_out = [line for line in body if furniture.is_left_out(line)]
    return article.doubting(*doubts.missing(article), *doubts.left_out(left_out))


def _extracted(page: bytes) -> Any:  # noqa: ANN401 - trafilatura's own class
    return trafilatura.bare_extraction(
        page,
        include_comments=False,
        include_tables=False,
        favor_precision=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _lines(body: Any) -> list[str]:  # noqa: ANN401 - an lxml element
    elements = [part for part in body.iter() if part.tag in PARAGRAPHS]
    inner = {child for part in elements for child in part.iterdescendants()}
    outer = [part for part in elements if part not in inner]
    lines = [folded(" ".join(part.itertext())) for part in outer]
    return [line for line in lines if line]


def _bylines(lines: list[str]) -> tuple[list[Byline], list[str]]:
    """Return what the lines before the text say, and the lines from there on."""
    said = [byline_of(line) for line in lines]
    first = next((n for n, one in enumerate(said) if one is None), len(lines))
    return [one for one in said[:first] if one], lines[first:]


def _split(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the body, and what comes after its end."""
    for number, line in enumerate(lines):
        if number and furniture.is_end(line):
            return lines[:number], lines[number:]
    return lines, []


def _headline(page: bytes, title: str) -> str:
    """Return the headline without the name of the site behind it."""
    heads = [folded(h.text_content()) for h in tree.fromstring(page).iter("h1")]
    shorter = [head for head in heads if head and title.startswith(head)]
    return max(shorter, key=len) if shorter else (_SITE.sub("", title) or title)


def _origin(found: Any, after: list[str]) -> tuple[str, str]:  # noqa: ANN401
    """Return address and name of where it stood first; what the page says wins."""
    for line in after:
        if said := furniture.SOURCE.match(line):
            address = address_in(said["rest"])
            return address, source_of(address) or said["rest"]
    address = found.url or ""
    return address, found.sitename or source_of(address)


def _author(named: str | None) -> str:
    return ", ".join(filter(None, map(folded, (named or "").split(";"))))


def _day(found: str | None) -> date | None:
    return date.fromisoformat(found) if found else None
