"""Sealing a record to its compartment, saving it, and opening it again.

Nothing here writes to the ledger: actions and queries do, before they come here.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models

from romdoul.kernel.errors import Conflict
from romdoul.staff.actor import Actor
from romdoul.staff.documents import Document
from romdoul.staff.rows import Sealed, SealedRow, binding_of
from romdoul.vault.opening import open_record
from romdoul.vault.records import seal_record

__all__ = ["SealedRow", "open_row", "open_rows", "save_sealed", "seal_row"]

D = TypeVar("D", bound=Document)
RowT = TypeVar("RowT", bound=models.Model)


def seal_row(actor: Actor, row: Sealed, document: Document) -> bytes:
    """Seal a document into a row that has its ref, compartment and version.

    Sets ``epoch`` (the current one) and ``sealed``, and returns the ciphertext for
    the ledger; saving is the caller's.

    Raises:
        NotFound: the actor holds no grant on the compartment.
    """
    keys = actor.keys_of(row.compartment)
    row.epoch = actor.epoch_of(row.compartment)
    row.sealed = seal_record(keys.content, document.to_bytes(), binding_of(row))
    return bytes(row.sealed)


def save_sealed(
    actor: Actor,
    row: Any,  # noqa: ANN401 - a SealedRow of any table
    document: Document,
    *,
    expected_version: int,
    fields: Sequence[str] = (),
) -> bytes:
    """Write a new version of a sealed row and return its ciphertext.

    ``fields`` are coded columns of the row to save in the same statement.

    Raises:
        Conflict: somebody saved another version first; nothing was written.
        NotFound: the actor holds no grant on the compartment.
    """
    table: type[Any] = type(row)
    row.version = expected_version + 1
    sealed = seal_row(actor, row, document)
    values = {name: getattr(row, name) for name in fields}
    rows = table._default_manager.filter(pk=row.pk, version=expected_version)
    saved = rows.update(
        version=row.version, epoch=row.epoch, sealed=row.sealed, **values
    )
    if not saved:
        there = table._default_manager.values_list("version", flat=True)
        raise Conflict(row.ref, there.get(pk=row.pk))
    return sealed


def open_row(actor: Actor, row: Sealed, schema: type[D]) -> D:
    """Open one record; the caller has recorded the opening. Raises as its keys do."""
    keys = actor.keys_of(row.compartment, row.epoch)
    plain = open_record(keys.content, bytes(row.sealed), binding_of(row))
    return schema.from_bytes(plain)


def open_rows(actor: Actor, rows: Iterable[Sealed], schema: type[D]) -> list[D]:
    """Open records of any compartments; the caller has recorded the opening.

    Raises NotFound if the actor may not open one of them.
    """
    listed = list(rows)
    actor.open_compartments({row.compartment for row in listed})
    return [open_row(actor, row, schema) for row in listed]
