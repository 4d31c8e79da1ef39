"""What the desks put into the outbox for a mailbox, and jobs deliver.

Ciphertext and public halves only: the process that delivers opens nothing. An
outbox row's ``ref`` is the mailbox's id, its ``payload`` one of these, packed.
"""

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from romdoul.kernel.errors import BadInput


class Delivery(StrEnum):
    """The kinds of outbox rows that end in a mailbox."""

    ANSWER = "mailbox.answer"
    REPOINT = "mailbox.repoint"


class _Packed(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )

    def pack(self) -> bytes:
        """Return the outbox row's payload."""
        return self.model_dump_json().encode()

    @classmethod
    def unpack(cls, payload: bytes) -> Self:
        """Return what ``pack`` made; raise BadInput if it is not that."""
        try:
            return cls.model_validate_json(payload)
        except ValueError:
            raise BadInput("this is no delivery that this release reads") from None


class Answer(_Packed):
    """One answer: its id (32 hex), sealed to the mailbox's key (RE1).

    The seal is bound by ``inbox.bindings.answer_binding(message, mailbox)``.
    """

    message: str = Field(pattern=r"^[0-9a-f]{32}$")
    sealed: bytes


class Repoint(_Packed):
    """Who reads a mailbox from now on: the compartment of a case.

    With ``announcement`` (a signed ``KeyAnnouncement`` for the desk ``case``) and
    its chain, what is written from now on is sealed to that compartment; without,
    to the desk's, whose members still carry it over. Send it again after each
    change of the case's epoch.
    """

    compartment: str = Field(min_length=1, max_length=32)
    epoch: int = Field(default=0, ge=0)
    public_key: bytes = b""
    announcement: bytes = b""
    signature: bytes = b""
    certificates: list[dict[str, str]] = Field(default_factory=list)
