"""Records of a case that hold words: what in them is words, and how they are replaced.

A new kind of record with words of its own is named here, so that erasing a person
finds what mentions them there too.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, StringConstraints

from romdoul.cases.contents import content_ref, put_content, put_message
from romdoul.cases.documents import (
    CaseDocument,
    NoteDocument,
    ParticipantDocument,
    ReportTriage,
    TaskDocument,
    TransitionDocument,
)
from romdoul.cases.models import Participant, Report, ReportMessage
from romdoul.cases.people import seal_person
from romdoul.cases.sealing import Place, record_sealed, seal_into, write_over
from romdoul.inbox.content import MessageContent, ReportContent
from romdoul.ledger.events import Event
from romdoul.ledger.recording import record
from romdoul.staff.actor import Actor
from romdoul.staff.documents import Document
from romdoul.staff.rows import SealedRow

M = TypeVar("M", bound=BaseModel)

WORDS: Mapping[type[BaseModel], tuple[str, ...]] = MappingProxyType(
    {
        CaseDocument: ("title", "summary", "province", "opened_because"),
        NoteDocument: ("text", "happened_at"),
        TaskDocument: ("title", "note", "outcome"),
        TransitionDocument: ("reason", "answer"),
        ReportTriage: ("reason", "note", "decided_because"),
        # Who a participant is stays theirs; what is noted may name another.
        ParticipantDocument: ("note",),
        ReportContent: (
            *("text", "url", "place", "name", "phone"),
            *("safe_hours", "opening_words"),
        ),
        MessageContent: ("text",),
    }
)


class WordingKind(StrEnum):
    """What kind of record words stand in."""

    CASE = "case"
    NOTE = "note"
    TASK = "task"
    REQUEST = "request"
    REPORT = "report"
    TRIAGE = "triage"
    MESSAGE = "message"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Wording:
    """A record, opened, with what it said in earlier versions.

    ``ref`` is its name on the ledger; a report and its content are two.
    """

    kind: WordingKind
    ref: str
    row: SealedRow
    at: datetime
    by: str
    now: BaseModel
    before: tuple[BaseModel, ...] = ()

    def texts(self) -> list[str]:
        """Return the words of a record as it stands."""
        return words_of(self.now)

    def earlier(self) -> list[str]:
        """Return the words of its earlier versions."""
        return [text for document in self.before for text in words_of(document)]


def words_of(document: BaseModel) -> list[str]:
    """Return what of a document is words, as far as there are any."""
    said = [getattr(document, name) for name in WORDS[type(document)]]
    more = document.more.values() if isinstance(document, ReportContent) else ()
    return [text for text in (*said, *more) if text]


def reworded(document: M, change: Callable[[str], str]) -> M:
    """Return a document with its words changed, each cut to what its field holds."""
    changed: dict[str, object] = {
        name: change(text)[: _longest(type(document), name)]
        for name in WORDS[type(document)]
        if (text := getattr(document, name))
    }
    if isinstance(document, ReportContent):
        changed["more"] = {key: change(text) for key, text in document.more.items()}
    return type(document).model_validate(document.model_dump() | changed)


def _longest(schema: type[BaseModel], name: str) -> int | None:
    limits: Iterable[object] = schema.model_fields[name].metadata
    found = (
        limit.max_length
        if isinstance(limit, StringConstraints)
        else getattr(limit, "max_length", None)
        for limit in limits
    )
    return next((limit for limit in found if limit is not None), None)


def redact(actor: Actor, wording: Wording, change: Callable[[str], str]) -> BaseModel:
    """Save a record with its words changed; no earlier version of it survives.

    Returns the document as it is now. Raises:
        Conflict: somebody saved another version meanwhile.
    """
    document, row = reworded(wording.now, change), wording.row
    if isinstance(row, Report) and isinstance(document, ReportContent):
        _put_content(actor, row, document)
        return document
    write_over(
        row, lambda: _seal(actor, row, document), fields=_FIELDS.get(type(row), ())
    )
    record_sealed(actor, Event.RECORD_REDACTED, row)
    return document


_FIELDS: Mapping[type[SealedRow], tuple[str, ...]] = MappingProxyType(
    {Participant: ("data_key",), ReportMessage: ("compartment",)}
)


def _seal(actor: Actor, row: SealedRow, document: BaseModel) -> None:
    if isinstance(row, Participant) and isinstance(document, ParticipantDocument):
        seal_person(actor, row, document)
    elif isinstance(row, ReportMessage) and isinstance(document, MessageContent):
        put_message(row, Place.of(actor, row.compartment), document.plain())
    elif isinstance(document, Document):
        seal_into(actor, row, document)
    else:
        raise TypeError(type(document))


def _put_content(actor: Actor, report: Report, document: ReportContent) -> None:
    put_content(report, Place.of(actor, report.compartment), document.plain())
    report.save(update_fields=["content", "content_epoch"])
    record(
        actor,
        Event.RECORD_REDACTED,
        content_ref(report),
        compartment=report.compartment,
        sealed=bytes(report.content),
    )
