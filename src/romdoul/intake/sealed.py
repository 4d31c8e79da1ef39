"""What a browser that seals hands in, as JSON: ciphertext and coded columns only.

Every one is ``extra="forbid"``; bytes are base64 (the standard alphabet or the
one for URLs, padded), ids and public halves hexadecimal, lower case.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from romdoul.inbox.codes import Desk, Priority
from romdoul.inbox.incoming import Incoming, SealedVoice

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Compartment = Annotated[str, StringConstraints(min_length=1, max_length=32)]


class _Sealed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", val_json_bytes="base64")


class SealedReport(_Sealed):
    """A report (RE1); its voice message (RA1), if any, comes beside it."""

    submission: Id
    desk: Desk
    compartment: Compartment
    epoch: int = Field(ge=0, lt=2**31)
    priority: Priority
    sealed: bytes
    attachment: Id | None = None

    def incoming(self, voice: bytes | None) -> Incoming:
        """Return what the action takes."""
        attachment = None
        if self.attachment is not None and voice is not None:
            attachment = SealedVoice(self.attachment, voice)
        return Incoming(
            submission=self.submission,
            desk=self.desk,
            compartment=self.compartment,
            epoch=self.epoch,
            priority=self.priority,
            sealed=self.sealed,
            attachment=attachment,
        )


class SealedMailbox(_Sealed):
    """A mailbox under a code that only the browser has seen.

    ``locator`` is the first half of the slow derivation; ``inner`` the private key
    under the second (nonce and ciphertext).
    """

    submission: Id
    locator: Key
    public_key: Key
    inner: bytes = Field(min_length=72, max_length=72)


class Located(_Sealed):
    """Asks for the mailbox of a code, by the locator alone."""

    locator: Key


class SealedMessage(Located):
    """What the reporter writes back (RE1)."""

    message: Id
    compartment: Compartment
    epoch: int = Field(ge=0, lt=2**31)
    sealed: bytes
