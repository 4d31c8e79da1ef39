"""Reading a page's folder. Nothing here knows of Wagtail."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from romdoul.kernel.errors import BadInput

LANGUAGES = ("km", "en")
FENCE = "+++"
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True, slots=True)
class Told:
    """A page in one language: its fields, and its body as (block, value) pairs."""

    fields: dict[str, Any]
    blocks: list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Folder:
    """A page in every language it stands in."""

    path: Path
    slug: str
    place: str
    kind: str
    order: int
    fields: dict[str, Any]
    told: dict[str, Told]
    below: tuple["Folder", ...]


def read_folder(folder: Path, place: str = "") -> Folder:
    """Return the page of a folder and those below it.

    Raises BadInput, with the file's name, for what cannot be read.
    """
    shared = _toml((folder / "page.toml").read_text(), folder / "page.toml")
    return Folder(
        path=folder,
        slug=folder.name,
        place=place,
        kind=shared.pop("kind"),
        order=shared.pop("order", 0),
        fields=shared,
        told={
            language: read_told(folder / f"{language}.md")
            for language in LANGUAGES
            if (folder / f"{language}.md").is_file()
        },
        below=tuple(sorted(_below(folder, place), key=lambda page: page.order)),
    )


def read_told(path: Path) -> Told:
    """Return one language's head and body."""
    before, head, body = path.read_text().split(f"{FENCE}\n", 2)
    if before.strip():
        raise BadInput(f"{path}: the head comes first")
    return Told(_toml(head, path), list(blocks_of(body, path)))


def blocks_of(body: str, path: Path) -> Iterator[tuple[str, Any]]:
    """Yield the blocks of a body: stretches of text, and fenced parts by their word."""
    tokens: list[Any] = []
    for token in _MARKDOWN.parse(body):
        if token.type != "fence":
            tokens.append(token)
            continue
        if tokens:
            yield "text", _html(tokens)
            tokens = []
        yield token.info.strip(), _toml(token.content, path)
    if tokens:
        yield "text", _html(tokens)


def markdown(text: str) -> str:
    """Return the HTML of a piece of Markdown inside a fenced part."""
    return _html(_MARKDOWN.parse(text))


def _html(tokens: list[Any]) -> str:
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})).strip()


def _below(folder: Path, place: str) -> Iterator[Folder]:
    for path in sorted(folder.iterdir()):
        if (path / "page.toml").is_file():
            yield read_folder(path, f"{place}/{path.name}".strip("/"))


def _toml(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{path}: {error}") from error
