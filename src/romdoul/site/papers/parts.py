"""The body of a paper in parts: what a contents list names and a PDF is made of."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

_HEADING = re.compile(r"<(h2|h3)>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first order, and where it stands on its page."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as the page shows it; of text its HTML, with anchors at its headings."""

    block: Any
    html: SafeString | None
    anchor: str


@dataclass(slots=True)
class Paper:
    """A page's body, what stands in its contents list, and its figures."""

    pieces: list[Piece] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    figures: list[Piece] = field(default_factory=list)


def paper_of(body: Any) -> Paper:  # noqa: ANN401 - Wagtail's own
    """Return the parts of a body."""
    paper = Paper()
    for block in body:
        is_figure = block.block_type == "figure"
        anchor = f"figure-{len(paper.figures) + 1}" if is_figure else ""
        html = _anchored(block, paper) if block.block_type == "text" else None
        piece = Piece(block, html, anchor)
        paper.pieces.append(piece)
        if is_figure:
            paper.figures.append(piece)
    return paper


def _anchored(block: Any, paper: Paper) -> SafeString:  # noqa: ANN401
    def mark(found: re.Match[str]) -> str:
        level, words = found.groups()
        if level != "h2":
            return found[0]
        anchor = f"part-{len(paper.headings) + 1}"
        paper.headings.append(Heading(anchor, strip_tags(words).strip()))
        return f'<h2 id="{anchor}">{words}</h2>'

    # What an editor's rich text may hold was decided when it was saved.
    return mark_safe(_HEADING.sub(mark, expand_db_html(block.value.source)))  # noqa: S308
