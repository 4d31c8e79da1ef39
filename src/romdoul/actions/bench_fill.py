"""Fill a store that was made for a benchmark; never called on a real one.

Everything is what the actions would have written, keys, grants and tokens included,
but in bulk, and without the custodians' copies, which no page reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import count

from django.utils import timezone

from romdoul.cases.clocks import response_due
from romdoul.cases.codes import (
    Desk,
    NoteKind,
    Priority,
    ReportKind,
    Role,
    TaskKind,
)
from romdoul.cases.contents import CONTENT_TABLE
from romdoul.cases.documents import (
    CaseDocument,
    Name,
    NoteDocument,
    ParticipantDocument,
    ReportTriage,
    TaskDocument,
)
from romdoul.cases.models import Case, Note, Participant, Report, Seat, Task
from romdoul.cases.people import seal_with
from romdoul.inbox.codes import Kind
from romdoul.inbox.content import ReportContent
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import ALPHABET
from romdoul.kernel.secret import Secret
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.matching.index import Keyed, tokens_of_name
from romdoul.matching.keys import index_key
from romdoul.matching.models import Token
from romdoul.staff.actor import Actor
from romdoul.staff.compartments import certified, standing
from romdoul.staff.documents import Document
from romdoul.staff.escrow import in_office
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import Compartment, Epoch, Grant, Worker
from romdoul.staff.rows import SealedRow, binding_of
from romdoul.staff.wrapping import EpochKeys, draft_epoch, draft_grant, fresh_epoch
from romdoul.vault.binding import Binding
from romdoul.vault.records import seal_record
from romdoul.vault.statements import Certificate

NOTES = 3
WORDS = "A visit was made, and what was said is written down here. " * 8

_numbers = count()


def _ref(prefix: str) -> str:
    """Return the next reference: at random, so many at once might meet."""
    number = next(_numbers)
    body = "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{prefix}-{body[:4]}-{body[4:]}"


@dataclass(slots=True)
class _Batch:
    """Rows of one batch, by table, before they are inserted."""

    actor: Actor
    members: list[tuple[Worker, Certificate]]
    index: Secret
    now: datetime
    custodians: str
    rows: dict[type, list[object]] = field(default_factory=dict)

    def put(self, row: object) -> None:
        """Keep a row for its table."""
        self.rows.setdefault(type(row), []).append(row)


@action()
def add_cases(
    actor: Actor, *, workers: Sequence[Worker], names: Sequence[str], first: int
) -> list[str]:
    """Add a case for each two names, the workers its members; return references.

    ``first`` numbers the batch, so that due dates are spread over a year.
    """
    batch = _batch(actor, workers)
    pairs = zip(names[::2], names[1::2], strict=True)
    cases = [_case(batch, first + nth, pair) for nth, pair in enumerate(pairs)]
    _insert(batch, (Compartment, Epoch, Grant, Case))
    for case in cases:
        _belongings(batch, case)
    _insert(batch, (Seat, Participant, Note, Task, Token))
    refs = [case.ref for case, *_ in cases]
    record(actor, Event.CASE_OPENED, *refs)
    return refs


@action()
def add_reports(actor: Actor, *, number: int, first: int) -> None:
    """Add reports that wait at the hotline."""
    place = standing(CompartmentKind.HOTLINE).ref
    content, epoch = actor.keys_of(place).content, actor.epoch_of(place)
    rows = [_report(nth, place, content, epoch) for nth in range(first, first + number)]
    Report.objects.bulk_create(rows, batch_size=200)
    record(actor, Event.REPORT_COLLECTED, *(row.ref for row in rows))


def _batch(actor: Actor, workers: Sequence[Worker]) -> _Batch:
    now = timezone.now()
    certificates = certified(workers, CompartmentKind.CASE, now=now)
    members = list(zip(workers, certificates, strict=True))
    key = index_key(actor, CompartmentKind.INDEX)
    return _Batch(actor, members, key, now, in_office())


_Made = tuple[Case, EpochKeys, tuple[str, str]]


def _case(batch: _Batch, nth: int, names: tuple[str, str]) -> _Made:
    place = fresh_epoch(_ref("K"), CompartmentKind.CASE.value, 1)
    compartment = Compartment(
        ref=place.compartment,
        kind=place.kind,
        epoch=1,
        custodians=batch.custodians,
    )
    batch.put(compartment)
    _keys(batch, compartment, place)
    due = quarter_hour(batch.now + timedelta(minutes=15 * (nth % 35_000)))
    case = Case(
        ref=_ref("C"),
        compartment=place.compartment,
        priority=Priority.MEDIUM,
        opened_at=quarter_hour(batch.now),
        due_at=due,
        lead_id=batch.actor.worker_id,
    )
    _seal(place, case, CaseDocument(title="A family", summary=WORDS))
    batch.put(case)
    return case, place, names


def _keys(batch: _Batch, compartment: Compartment, place: EpochKeys) -> None:
    epoch = draft_epoch(batch.actor, place, now=batch.now, last=None)
    batch.put(
        Epoch(
            compartment=compartment,
            number=1,
            public_key=place.keys.box.public,
            body=epoch.signed.body,
            signature=epoch.signed.signature,
            began_at=quarter_hour(batch.now),
        )
    )
    for worker, certificate in batch.members:
        given = draft_grant(batch.actor, place, certificate, now=batch.now)
        batch.put(
            Grant(
                compartment=compartment,
                epoch=1,
                worker=worker,
                body=given.signed.body,
                signature=given.signed.signature,
                wrapped=given.wrapped,
                proof=given.proof,
            )
        )


def _belongings(batch: _Batch, made: _Made) -> None:
    case, _, names = made
    for worker, _ in batch.members:
        seat = Seat(case=case, worker=worker, status=case.status, since=case.opened_at)
        seat.due_at = case.due_at or case.opened_at
        batch.put(seat)
    for name, role in zip(names, (Role.CHILD, Role.PERSON_REPORTED), strict=True):
        _person(batch, made, name, role)
    for _ in range(NOTES):
        _work(batch, made, NoteDocument(text=WORDS))
    _work(batch, made, TaskDocument(title="Visit", note=WORDS))


def _person(batch: _Batch, made: _Made, name: str, role: Role) -> None:
    case, place, _ = made
    person = Participant(
        ref=_ref("P"), compartment=case.compartment, case=case, role=role, epoch=1
    )
    seal_with(place.keys, person, ParticipantDocument(names=(Name(text=name),)))
    batch.put(person)
    for keyed in _tokens(batch.index, name):
        token = Token(token=keyed.token, kind=keyed.kind, ref=person.ref)
        token.compartment = case.compartment
        batch.put(token)


@lru_cache(maxsize=500_000)
def _tokens(index: Secret, name: str) -> frozenset[Keyed]:
    return tokens_of_name(index, name)


def _work(batch: _Batch, made: _Made, document: NoteDocument | TaskDocument) -> None:
    case, place, _ = made
    who, at = batch.actor.worker_id, case.opened_at
    row: Note | Task
    if isinstance(document, NoteDocument):
        row = Note(ref=_ref("N"), kind=NoteKind.VISIT, author_id=who, created_at=at)
    else:
        row = Task(ref=_ref("T"), kind=TaskKind.VISIT, assignee_id=who)
        row.created_at, row.due_at = at, case.due_at or at
    row.compartment, row.case = case.compartment, case
    _seal(place, row, document)
    batch.put(row)


def _seal(place: EpochKeys, row: SealedRow, document: Document) -> None:
    row.epoch = place.number
    row.sealed = seal_record(place.keys.content, document.to_bytes(), binding_of(row))


def _insert(batch: _Batch, tables: Sequence[type]) -> None:
    for table in tables:
        rows = batch.rows.pop(table, [])
        table.objects.bulk_create(rows, batch_size=200)  # type: ignore[attr-defined]


def _report(nth: int, place: str, content: Secret, epoch: int) -> Report:
    at = quarter_hour(timezone.now() - timedelta(minutes=15 * (nth % 35_000)))
    report = Report(
        ref=_ref("R"),
        submission=f"{nth:032x}",
        desk=Desk.HOTLINE,
        kind=ReportKind.CONCERN_FOR_CHILD,
        compartment=place,
        epoch=epoch,
        priority=Priority.MEDIUM,
        received_at=at,
        due_at=response_due(at, Priority.MEDIUM),
        content_epoch=epoch,
    )
    report.sealed = seal_record(content, ReportTriage().to_bytes(), binding_of(report))
    said = ReportContent(id=report.submission, kind=Kind.CONCERN_FOR_CHILD, text=WORDS)
    binding = Binding(CONTENT_TABLE, report.ref, 1, place, epoch)
    report.content = seal_record(content, said.plain(), binding)
    return report
