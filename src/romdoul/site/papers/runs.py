"""Rich text as runs of words: what a document's setting needs of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Run:
    """Words of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(slots=True)
class Stretch:
    """A heading, a paragraph or a list of rich text, as runs."""

    kind: str
    level: int = 0
    ordered: bool = False
    items: list[list[Run]] = field(default_factory=list)


def stretches(html: str) -> Iterator[Stretch]:
    """Yield the headings, paragraphs and lists of a rich text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for one in reader.found:
        one.items = [
            item for item in one.items if any(run.text.strip() for run in item)
        ]
        if one.items:
            yield one


class _Reader(HTMLParser):
    """Reads what rich text is made of; a list in a list goes on in the outer one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Stretch] = []
        self._bold = self._italic = self._lists = 0
        self._href = ""
        # Whether words belong to something: what stands between two tags does not.
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "h2" | "h3" | "p" | "blockquote":
                self._begin(tag)
            case "ul" | "ol":
                self._lists += 1
                if self._lists == 1:
                    self.found.append(Stretch("items", ordered=tag == "ol"))
            case "li":
                self.found[-1].items.append([])
                self._is_open = True
            case "br":
                self.handle_data("\n")
            case "a":
                self._href = dict(attrs).get("href") or ""
            case _:
                self._look(tag, 1)

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "ul" | "ol":
                self._lists -= 1
            case "h2" | "h3" | "p" | "blockquote" if not self._lists:
                self._is_open = False
            case "li":
                self._is_open = False
            case "a":
                self._href = ""
            case _:
                self._look(tag, -1)

    def handle_data(self, data: str) -> None:
        if self._is_open:
            run = Run(data, self._bold > 0, self._italic > 0, self._href)
            self.found[-1].items[-1].append(run)

    def _begin(self, tag: str) -> None:
        # Markdown gives a paragraph to each item of a loose list.
        if self._lists:
            return
        levels = {"h2": 1, "h3": 2}
        self._is_open = True
        kind = "heading" if tag in levels else "text"
        self.found.append(Stretch(kind, levels.get(tag, 0), items=[[]]))

    def _look(self, tag: str, step: int) -> None:
        self._bold += step * (tag in {"b", "strong"})
        self._italic += step * (tag in {"i", "em"})
