"""Sealing, saving and opening the cases' records; every write keeps what was there.

A member seals under the content key (RR1). Somebody who may hand a record over but
holds no key of the place it goes to seals to that place's public key (RE1), which
is believed only along its signatures.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from romdoul.cases.models import RecordVersion
from romdoul.kernel.errors import Conflict, NotFound
from romdoul.kernel.secret import Secret
from romdoul.ledger.events import Event
from romdoul.ledger.recording import record
from romdoul.staff.actor import Actor
from romdoul.staff.documents import Document
from romdoul.staff.roster import load
from romdoul.staff.rows import SealedRow, binding_of
from romdoul.vault.binding import Binding
from romdoul.vault.keys import CompartmentKeys
from romdoul.vault.marks import LENGTH, Mark
from romdoul.vault.opening import open_envelope, open_record
from romdoul.vault.records import seal_record
from romdoul.vault.sealing import seal_to

D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Place:
    """The current epoch of a compartment, as someone may seal to it."""

    compartment: str
    epoch: int
    public: bytes
    content: Secret | None

    @classmethod
    def of(cls, actor: Actor, compartment: str) -> Self:
        """Return a compartment to seal to, as its member or from outside.

        Raises:
            NotFound: there is no such compartment.
            GrantBroken, CertificateBroken: its key is not what was announced.
        """
        try:
            keys = actor.keys_of(compartment)
        except NotFound:
            return cls._from_outside(compartment)
        number = actor.epoch_of(compartment)
        return cls(compartment, number, keys.box.public, keys.content)

    @classmethod
    def _from_outside(cls, compartment: str) -> Self:
        roster = load([compartment]).get(compartment)
        if roster is None:
            raise NotFound(compartment)
        number = roster.compartment.epoch
        return cls(compartment, number, roster.announced(number).public_key, None)

    def seal(self, plain: bytes, binding: Binding) -> bytes:
        """Seal as a member (RR1) or from outside (RE1)."""
        if self.content is None:
            return seal_to(self.public, plain, binding)
        return seal_record(self.content, plain, binding)


def is_envelope(sealed: bytes) -> bool:
    """Tell whether this is sealed to a public key rather than a content key."""
    return sealed[:LENGTH] == Mark.ENVELOPE.value


def open_either(keys: CompartmentKeys, sealed: bytes, binding: Binding) -> bytes:
    """Open a record under an epoch's content key, or an envelope to its public key.

    Raises:
        SealBroken: altered, moved, or of another key.
        UnknownFormat: neither of the two.
    """
    if is_envelope(sealed):
        return open_envelope(keys.box.private, sealed, binding)
    return open_record(keys.content, sealed, binding)


def seal_into(actor: Actor, row: SealedRow, document: Document) -> None:
    """Seal a document into a row that has its ref, compartment and version."""
    place = Place.of(actor, row.compartment)
    row.epoch = place.epoch
    row.sealed = place.seal(document.to_bytes(), binding_of(row))


def open_document(actor: Actor, row: SealedRow, schema: type[D]) -> D:
    """Open one record; the caller has recorded the opening. Raises as its keys do."""
    keys = actor.keys_of(row.compartment, row.epoch)
    return schema.from_bytes(open_either(keys, bytes(row.sealed), binding_of(row)))


def open_documents(actor: Actor, rows: Iterable[SealedRow], schema: type[D]) -> list[D]:
    """Open records of any compartments; the caller has recorded the opening.

    Raises NotFound if the actor may not open one of them.
    """
    listed = list(rows)
    actor.open_compartments({row.compartment for row in listed})
    return [open_document(actor, row, schema) for row in listed]


def add(actor: Actor, row: SealedRow, document: Document, event: Event) -> None:
    """Seal and insert a new row, and say so on the ledger."""
    seal_into(actor, row, document)
    row.save(force_insert=True)
    record_sealed(actor, event, row)


def save(
    actor: Actor,
    row: SealedRow,
    document: Document,
    event: Event,
    *,
    version: int,
    fields: Sequence[str] = (),
) -> None:
    """Write a new version over ``version``, keep the old one, and say so.

    ``fields`` are coded columns of the row to save in the same statement.

    Raises:
        Conflict: somebody saved another version first; nothing was written.
    """
    write(row, lambda: seal_into(actor, row, document), version=version, fields=fields)
    record_sealed(actor, event, row)


def write(
    row: SealedRow,
    seal: Callable[[], None],
    *,
    version: int,
    fields: Sequence[str] = (),
) -> None:
    """Let ``seal`` fill the row's next version and put it over ``version``.

    Raises:
        Conflict: somebody saved another version first; nothing was written.
    """
    if row.version != version:
        raise Conflict(row.ref, row.version)
    before = version_of(row)
    _replace(row, seal, fields)
    before.save(force_insert=True)


def write_over(
    row: SealedRow, seal: Callable[[], None], *, fields: Sequence[str] = ()
) -> None:
    """Let ``seal`` fill the row's next version, and let no earlier one survive.

    Raises:
        Conflict: somebody saved another version first; nothing was written.
    """
    _replace(row, seal, fields)
    RecordVersion.objects.filter(ref=row.ref).delete()


def _replace(row: SealedRow, seal: Callable[[], None], fields: Sequence[str]) -> None:
    version, row.version = row.version, row.version + 1
    seal()
    _put(row, version, ("version", "epoch", "sealed", *fields))


def _put(row: SealedRow, version: int, fields: Sequence[str]) -> None:
    table: type[Any] = type(row)
    values = {name: getattr(row, name) for name in fields}
    here = table.objects.filter(pk=row.pk)
    if not here.filter(version=version).update(**values):
        raise Conflict(row.ref, here.values_list("version", flat=True).get())


def version_of(row: SealedRow) -> RecordVersion:
    """Return a row as it stands, as an earlier version to be kept."""
    return RecordVersion(
        table=row._meta.db_table,
        ref=row.ref,
        version=row.version,
        compartment=row.compartment,
        epoch=row.epoch,
        sealed=row.sealed,
        data_key=getattr(row, "data_key", b""),
    )


def record_sealed(actor: Actor, event: Event, row: SealedRow) -> None:
    """Say on the ledger that this row was written, with its ciphertext's digest."""
    record(actor, event, row.ref, compartment=row.compartment, sealed=bytes(row.sealed))
