"""A report or a guide, in one language: cover, contents, its parts, what to know."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from romdoul.documents.setting import set_pdf, shown

Part = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Named:
    """A word on the document, and what it says: "Authors", and who they are."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and its words for who cannot see it."""

    content: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class ReportTexts:
    """What stands in a report; ``words`` are those of its frame.

    Of the parts each says its kind, as the template of this name lists them.
    """

    language: str
    organisation: str
    kind: str
    title: str
    summary: str
    facts: Sequence[Named]
    about: Sequence[Named]
    parts: Sequence[Part]
    words: Mapping[str, str]
    cover: Picture | None = None
    has_cover_page: bool = True


def report_pdf(texts: ReportTexts, *, at: datetime) -> bytes:
    """Return the report as PDF/UA; raise Busy where others wait already."""
    return set_pdf("report", _told(asdict(texts)), at=at)


def _told(value: object) -> dict[str, object]:
    told = _shown(value)
    if not isinstance(told, dict):
        raise TypeError("a report is a mapping")
    return told


def _shown(value: object) -> object:
    """Return a value as the template reads it: our letters, and pictures as bytes."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, Mapping):
        return {name: _shown(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_shown(one) for one in value]
    return value
