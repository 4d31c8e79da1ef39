"""The columns of a sealed record."""

from typing import Any, ClassVar, Protocol

from django.db import models

from romdoul.vault.binding import Binding


class SealedRow(models.Model):
    """A row whose content only a member of its compartment opens."""

    ref = models.CharField(max_length=32, unique=True)
    compartment = models.CharField(max_length=16)
    epoch = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField(default=b"")

    class Meta:
        abstract = True


class Sealed(Protocol):
    """What sealing asks of a row; its columns, and which table they stand in."""

    ref: str
    compartment: str
    epoch: int
    version: int
    sealed: Any
    _meta: ClassVar[Any]


def binding_of(row: Sealed, *, version: int | None = None) -> Binding:
    """Return what ties a row's ciphertext to its place; of another version if given."""
    return Binding(
        table=row._meta.db_table,
        row=row.ref,
        version=row.version if version is None else version,
        compartment=row.compartment,
        epoch=row.epoch,
    )
