"""What is sealed: everything that names, locates, dates precisely or narrates.

Each document has a ``schema_version``; an older one is brought up to date when it
is opened, and a frozen vector stays in the tests for every version that ever was.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from romdoul.cases.codes import (
    NameKind,
    Outcome,
    Sex,
    Situation,
    Standing,
)
from romdoul.staff.documents import Document

# Long enough for any name or story; short enough that one request stays one request.
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100_000)]
Unknown = Annotated[str, StringConstraints(max_length=0)]


class Part(BaseModel):
    """A piece of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Name(Part):
    """One of a person's names, as written."""

    text: Line
    kind: NameKind = NameKind.MAIN


class Identifier(Part):
    """A number that others gave: passport, birth certificate, another system's."""

    system: Line
    number: Line


class ReportTriage(Document):
    """What the desk makes of a report; the report itself is sealed beside it."""

    reason: Text = ""
    note: Text = ""
    decided_because: Text = ""


class CaseDocument(Document):
    """What a case is about, in a title and a summary."""

    title: Line
    summary: Text = ""
    province: Line = ""
    opened_because: Text = ""


class ParticipantDocument(Document):
    """One person in a case; sealed under a key of its own, so it can be erased."""

    names: tuple[Name, ...] = ()
    sex: Sex | Unknown = ""
    year_of_birth: int | None = None
    nationality: Line = ""
    phones: tuple[Line, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    situation: Situation | Unknown = ""
    standing: Standing | Unknown = ""
    outcome: Outcome | Unknown = ""
    note: Text = ""


class NoteDocument(Document):
    """What someone wrote down, and when it happened in the writer's own words."""

    text: Text
    happened_at: Line = ""


class TaskDocument(Document):
    """What is to be done; empty words leave the coded kind to speak."""

    title: Line = ""
    note: Text = ""
    outcome: Text = ""


class TransitionDocument(Document):
    """Why a colleague is asked, and what they answered."""

    reason: Text = ""
    answer: Text = ""


class Decided(Part):
    """What is decided of one record that mentions a person who is to be erased.

    ``replaced`` and ``kept`` are mentions as they are spelt there; both are emptied
    once the person is erased, and ``redacted`` says whether anything was replaced.
    """

    ref: Line
    redacted: bool = False
    replaced: tuple[Text, ...] = ()
    kept: tuple[Text, ...] = ()
    kept_because: Text = ""


class MentionsDocument(Document):
    """What is decided of every record that mentions a person to be erased."""

    decided: tuple[Decided, ...] = ()
