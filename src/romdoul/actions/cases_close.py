"""Close a case for a reason, and open it again."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import PROPOSALS, CaseStatus, CloseReason, NoteKind, Stage
from romdoul.cases.documents import NoteDocument
from romdoul.cases.flow import closed, reopened
from romdoul.cases.models import Case, Note
from romdoul.cases.sealing import add
from romdoul.cases.team import follow
from romdoul.cases.transitions import revoke
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.queries.cases import get_case
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right

_COLUMNS = ["status", "close_reason", "closed_at", "stage"]


@action()
def close_case(actor: Actor, *, ref: str, reason: CloseReason, text: str) -> Case:
    """Close a case for a coded reason, and write down why in a closing note.

    Raises:
        NotFound, Refused: as ``get_case``.
        BadInput: it is closed already, or nothing was written.
    """
    case = get_case(actor, ref, need=Right.CASE_CLOSE, lock=True)
    case.status = closed(CaseStatus(case.status), reason)
    now = quarter_hour(timezone.now())
    case.close_reason, case.closed_at, case.stage = reason, now, Stage.CLOSED
    case.save(update_fields=_COLUMNS)
    follow(case)
    revoke(actor, case.transitions.exclude(kind__in=PROPOSALS))
    _write(actor, case, NoteKind.CLOSING, text, now)
    record(actor, Event.CASE_CLOSED, case.ref, compartment=case.compartment)
    return case


@action()
def reopen_case(actor: Actor, *, ref: str, text: str) -> Case:
    """Open a closed case again, and write down why; it starts with an assessment.

    Raises:
        NotFound, Refused: as ``get_case``.
        BadInput: it is open already, or nothing was written.
    """
    case = get_case(actor, ref, need=Right.CASE_REOPEN, lock=True)
    case.status = reopened(CaseStatus(case.status))
    case.close_reason, case.closed_at, case.stage = "", None, Stage.ASSESS
    case.save(update_fields=_COLUMNS)
    follow(case)
    _write(actor, case, NoteKind.DECISION, text, quarter_hour(timezone.now()))
    record(actor, Event.CASE_REOPENED, case.ref, compartment=case.compartment)
    return case


def _write(actor: Actor, case: Case, kind: NoteKind, text: str, now: datetime) -> None:
    if not text.strip():
        raise BadInput(_("Say why."), field="text")
    note = Note(
        ref=new_ref("N"),
        compartment=case.compartment,
        case=case,
        kind=kind,
        author_id=actor.worker_id,
        created_at=now,
    )
    add(actor, note, NoteDocument(text=text), Event.NOTE_ADDED)
