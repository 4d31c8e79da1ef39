"""Write into a case, and correct what was written without losing it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from romdoul.cases.codes import NoteKind
from romdoul.cases.documents import NoteDocument
from romdoul.cases.models import Note
from romdoul.cases.sealing import add, save
from romdoul.kernel.errors import BadInput
from romdoul.kernel.moments import quarter_hour
from romdoul.kernel.refs import new_ref
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action
from romdoul.queries.cases import get_case
from romdoul.queries.records import get_record
from romdoul.staff.actor import Actor
from romdoul.staff.rights import Right


@action()
def add_note(actor: Actor, *, ref: str, kind: NoteKind, document: NoteDocument) -> Note:
    """Add a note to a case.

    Raises:
        NotFound, Refused: as ``get_case``.
        BadInput: nothing was written.
    """
    case = get_case(actor, ref, need=Right.CASE_WRITE)
    note = Note(
        ref=new_ref("N"),
        compartment=case.compartment,
        case=case,
        kind=kind,
        author_id=actor.worker_id,
        created_at=quarter_hour(timezone.now()),
    )
    add(actor, note, _written(document), Event.NOTE_ADDED)
    return note


@action()
def change_note(
    actor: Actor, *, ref: str, version: int, document: NoteDocument
) -> Note:
    """Correct a note; the earlier version is kept beside it.

    Raises:
        NotFound, Refused: as ``get_record``.
        Conflict: somebody else saved it first.
        BadInput: nothing was written.
    """
    note = get_record(actor, Note, ref, need=Right.CASE_WRITE, lock=True)
    save(actor, note, _written(document), Event.NOTE_CHANGED, version=version)
    return note


def _written(document: NoteDocument) -> NoteDocument:
    if not document.text:
        raise BadInput(_("Write something first."), field="text")
    return document
