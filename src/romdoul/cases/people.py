"""A participant is sealed under a key of their own, so that one can be erased.

The key is random, fresh for every version, and sealed under the compartment's
content key; without it the person's text in any copy of the store stays shut.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from romdoul.cases.documents import ParticipantDocument
from romdoul.cases.models import Participant, RecordVersion
from romdoul.cases.sealing import write
from romdoul.kernel.secret import Secret
from romdoul.staff.actor import Actor
from romdoul.staff.rows import SealedRow, binding_of
from romdoul.vault.binding import Binding
from romdoul.vault.keys import CompartmentKeys
from romdoul.vault.opening import open_record
from romdoul.vault.records import seal_record
from romdoul.vault.sealing import new_key

KEY_TABLE = "cases_participant_key"
Row = TypeVar("Row", bound=SealedRow)


def _key_binding(row: Participant) -> Binding:
    return Binding(KEY_TABLE, row.ref, row.version, row.compartment, row.epoch)


def seal_person(actor: Actor, row: Participant, document: ParticipantDocument) -> None:
    """Seal a person under a fresh key, and that key under the content key.

    Raises:
        NotFound: the actor holds no grant on the compartment.
    """
    keys = actor.keys_of(row.compartment)
    row.epoch = actor.epoch_of(row.compartment)
    seal_with(keys, row, document)


def seal_with(
    keys: CompartmentKeys, row: Participant, document: ParticipantDocument
) -> None:
    """Seal a person into a row that stands at an epoch of these keys."""
    data_key = new_key()
    row.sealed = seal_record(data_key, document.to_bytes(), binding_of(row))
    row.data_key = seal_record(keys.content, data_key.reveal(), _key_binding(row))


def save_person(
    actor: Actor,
    row: Participant,
    document: ParticipantDocument,
    *,
    version: int,
    fields: Sequence[str] = (),
) -> None:
    """Write a new version over ``version`` and keep the old one with its key.

    Raises:
        Conflict: somebody saved another version first; nothing was written.
    """
    write(
        row,
        lambda: seal_person(actor, row, document),
        version=version,
        fields=("data_key", *fields),
    )


def open_person(actor: Actor, row: Participant) -> ParticipantDocument:
    """Open one person; the caller has recorded the opening. Raises as its keys do."""
    keys = actor.keys_of(row.compartment, row.epoch)
    packed = open_record(keys.content, bytes(row.data_key), _key_binding(row))
    plain = open_record(Secret(packed), bytes(row.sealed), binding_of(row))
    return ParticipantDocument.from_bytes(plain)


def open_people(actor: Actor, rows: Iterable[Participant]) -> list[ParticipantDocument]:
    """Open people of any compartments; the caller has recorded the opening.

    Raises NotFound if the actor may not open one of them.
    """
    listed = list(rows)
    actor.open_compartments({row.compartment for row in listed})
    return [open_person(actor, row) for row in listed]


def as_it_was(row: Row, old: RecordVersion) -> Row:
    """Return a row as that version of it stood; never to be saved."""
    was = type(row)(ref=row.ref)
    was.version, was.epoch, was.compartment = old.version, old.epoch, old.compartment
    was.sealed = old.sealed
    if isinstance(was, Participant):
        was.data_key = old.data_key
    return was
