"""What is sealed: versioned documents, each brought up to date when it is opened."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from romdoul.kernel.errors import UnknownFormat


class Document(BaseModel):
    """One sealed record. A subclass raises the default of ``schema_version`` and
    answers in ``upgrade`` for every version that was ever written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = 1

    @classmethod
    def current_version(cls) -> int:
        """Return the version that this release writes."""
        return int(cls.model_fields["schema_version"].default)

    @classmethod
    def upgrade(cls, old: dict[str, Any]) -> dict[str, Any]:
        """Return the next version's form of an older document.

        Raises UnknownFormat where no step from that version is known.
        """
        raise UnknownFormat(cls.__name__, f"version {old.get('schema_version')}")

    def to_bytes(self) -> bytes:
        """Return the JSON that is sealed."""
        return self.model_dump_json().encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> Self:
        """Return a document as opened, brought up to the current version.

        Raises UnknownFormat when it was written by a later release, or is none.
        """
        try:
            found = cls._upgraded(from_json(plain))
            return cls.model_validate(found)
        except (ValidationError, ValueError, TypeError, KeyError):
            # Without its cause: a validation error quotes what it could not read.
            raise UnknownFormat(cls.__name__, "document") from None

    @classmethod
    def _upgraded(cls, found: dict[str, Any]) -> dict[str, Any]:
        while found["schema_version"] < cls.current_version():
            before = found["schema_version"]
            found = cls.upgrade(found)
            if found["schema_version"] <= before:
                raise UnknownFormat(cls.__name__, "upgrade")
        if found["schema_version"] > cls.current_version():
            raise UnknownFormat(cls.__name__, "later version")
        return found


class WorkerProfile(Document):
    """Who a worker is; sealed to the organisation's own compartment."""

    display_name: str
    phone: str = ""
    note: str = ""


class Reason(Document):
    """Why someone asked for something that needs a reason."""

    text: str
