"""Files for people outside: age (https://age-encryption.org/v1), through pyrage.

Streams, so that an installation's backup passes in constant memory.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import pyrage  # type: ignore[import-untyped]

from romdoul.kernel.errors import KeyUnfit, SealBroken, WrongIdentity
from romdoul.kernel.secret import Secret

_NO_MATCH = "No matching keys found"


class Reader(Protocol):
    """Whatever gives bytes: an open file, a socket, a buffer."""

    def read(self, size: int = -1, /) -> bytes: ...


class Writer(Protocol):
    """Whatever takes bytes."""

    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True)
class AgeKeys:
    """An age pair: ``recipient`` is public ("age1…"), ``identity`` secret text."""

    recipient: str
    identity: Secret


def new_age_keys() -> AgeKeys:
    """Return a fresh age pair."""
    made = pyrage.x25519.Identity.generate()
    return AgeKeys(str(made.to_public()), Secret(str(made).encode()))


def recipient_of(identity: Secret) -> str:
    """Return the public half of an identity; raise KeyUnfit if it is none."""
    return str(_identity(identity).to_public())


def require_recipient(text: str) -> None:
    """Raise KeyUnfit unless the text is an X25519 recipient of age."""
    _recipient(text)


def age_encrypt(reader: Reader, writer: Writer, recipients: Sequence[str]) -> None:
    """Encrypt all that can be read to the recipients, any one of whom can open it.

    Raises:
        KeyUnfit: a recipient is none, or there is none.
        OSError: whatever the reader or the writer raised.
    """
    if not recipients:
        raise KeyUnfit("age recipient")
    keys = [_recipient(text) for text in recipients]
    source, target = _Source(reader), _Target(writer)
    try:
        pyrage.encrypt_io(source, target, keys)
    except (pyrage.EncryptError, OSError):
        _raise_own(source, target)
        raise


def age_decrypt(reader: Reader, writer: Writer, identity: Secret) -> None:
    """Decrypt to the writer.

    What is written before SealBroken is authentic but not whole: the caller throws
    it away.

    Raises:
        KeyUnfit: the identity is none.
        WrongIdentity: encrypted to others.
        SealBroken: cut, altered, or no age file.
        OSError: whatever the reader or the writer raised.
    """
    source, target = _Source(reader), _Target(writer)
    key = _identity(identity)
    try:
        pyrage.decrypt_io(source, target, [key])
    except (pyrage.DecryptError, OSError) as error:
        _raise_own(source, target)
        if str(error) == _NO_MATCH:
            raise WrongIdentity from None
        raise SealBroken("age", "file") from None


def _recipient(text: str) -> object:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise KeyUnfit("age recipient") from None


def _identity(identity: Secret) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(identity.reveal().decode().strip())
    except (pyrage.IdentityError, UnicodeDecodeError):
        raise KeyUnfit("age identity") from None


class _Source:
    """A reader that remembers its own failure: a bad disk is no broken seal."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.fault: Exception | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._reader.read(size)
        except Exception as error:
            self.fault = error
            raise


class _Target:
    """A writer that remembers its own failure: a full disk is no broken seal."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.fault: Exception | None = None

    def write(self, data: bytes, /) -> int:
        try:
            self._writer.write(data)
        except Exception as error:
            self.fault = error
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""


def _raise_own(source: _Source, target: _Target) -> None:
    fault = source.fault or target.fault
    if fault is not None:
        raise fault from None
