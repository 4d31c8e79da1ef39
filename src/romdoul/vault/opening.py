"""Opening: the desks' half. No public process may load this module.

libsodium cannot tell a wrong key from an altered ciphertext, so both are one
SealBroken, whose ``ref`` is the row.
"""

import json
from collections.abc import Iterable, Iterator
from typing import cast

from nacl import bindings
from nacl.exceptions import CryptoError
from pydantic_core import from_json

from romdoul.kernel.errors import KeyUnfit, SealBroken, UnknownFormat
from romdoul.kernel.secret import Secret
from romdoul.vault._aead import KEY, unseal
from romdoul.vault._envelope import unseal_envelope
from romdoul.vault._record import unseal_record
from romdoul.vault.binding import Binding
from romdoul.vault.marks import LENGTH, Mark
from romdoul.vault.padding import unpad
from romdoul.vault.sealing import CHUNK

_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_SEALED_CHUNK = CHUNK + bindings.crypto_secretstream_xchacha20poly1305_ABYTES


def open_envelope(private_key: Secret, sealed: bytes, binding: Binding) -> bytes:
    """Open what was sealed to a public key (RE1).

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, altered, of another row, version, epoch or key.
    """
    return unseal_envelope(private_key, sealed, binding)


def open_record(key: Secret, sealed: bytes, binding: Binding) -> bytes:
    """Open a record under its content key (RR1).

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, altered, of another row, version, epoch or key.
    """
    return unseal_record(key, sealed, binding)


def open_json(key: Secret, sealed: bytes, binding: Binding) -> object:
    """Open a record and parse its JSON, by the parser that pydantic uses.

    It takes a quarter of the time of ``json.loads``, which would cost more than
    the opening.

    Raises:
        UnknownFormat: another mark.
        SealBroken: as ``open_record``, or what was sealed is no JSON.
    """
    plain = open_record(key, sealed, binding)
    try:
        return cast("object", from_json(plain, allow_inf_nan=False))
    except ValueError:
        return _patient_json(plain, binding.row)


def _patient_json(plain: bytes, ref: str) -> object:
    # A browser may seal half of an emoji; only the standard library reads that.
    try:
        return cast("object", json.loads(plain))
    except (ValueError, RecursionError):
        raise SealBroken(ref, "json") from None


def open_file(
    key: Secret, chunks: Iterable[bytes], binding: Binding
) -> Iterator[bytes]:
    """Open a file (RF1, in constant memory; RA1, whole) as it is read.

    The pieces may have any length. What has been yielded is authentic, but is the
    whole file only when the iterator ends without raising: a caller that hears
    SealBroken throws away what it has. Nothing happens before the first piece is
    asked for.

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, altered, of another row, version, epoch or key.
    """
    source = iter(chunks)
    start = _take(source, bytearray(), LENGTH)
    match bytes(start[:LENGTH]):
        case Mark.FILE.value:
            yield from _open_stream(key, source, start, binding)
        case Mark.ATTACHMENT.value:
            yield _open_attachment(key, source, start, binding)
        case found:
            fault = UnknownFormat if len(found) == LENGTH else SealBroken
            raise fault(binding.row, "mark")


def _take(source: Iterator[bytes], held: bytearray, size: int) -> bytearray:
    """Read on until ``held`` has ``size`` bytes or the source ends."""
    while len(held) < size:
        piece = next(source, None)
        if piece is None:
            break
        held += piece
    return held


def _open_attachment(
    key: Secret, source: Iterator[bytes], start: bytearray, binding: Binding
) -> bytes:
    for piece in source:
        start += piece
    aad = Mark.ATTACHMENT.value + binding.encode()
    sealed = bytes(start)
    row = binding.row
    return unpad(unseal(key.reveal(), sealed, aad, ref=row, start=LENGTH), row)


def _open_stream(
    key: Secret, source: Iterator[bytes], held: bytearray, binding: Binding
) -> Iterator[bytes]:
    stream = _Stream(key, _take(source, held, LENGTH + _HEADER), binding)
    del held[: LENGTH + _HEADER]
    while not stream.ended:
        sealed = bytes(_take(source, held, _SEALED_CHUNK)[:_SEALED_CHUNK])
        del held[:_SEALED_CHUNK]
        plain = stream.pull(sealed)
        if plain:
            yield plain
    if held or any(source):
        raise SealBroken(binding.row, "tail")


class _Stream:
    """One secretstream being read: the chunks in order, the last one known."""

    def __init__(self, key: Secret, header: bytearray, binding: Binding) -> None:
        if len(key.reveal()) != KEY:
            raise KeyUnfit("symmetric key")
        if len(header) < LENGTH + _HEADER:
            raise SealBroken(binding.row, "cut")
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(
            self._state, bytes(header[LENGTH : LENGTH + _HEADER]), key.reveal()
        )
        self._aad: bytes | None = Mark.FILE.value + binding.encode()
        self._ref = binding.row
        self.ended = False

    def pull(self, sealed: bytes) -> bytes:
        """Return one chunk's text; raise SealBroken if it is not the next one."""
        aad, self._aad = self._aad, None
        try:
            plain, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                self._state, sealed, aad
            )
        except (CryptoError, ValueError):
            raise SealBroken(self._ref, "chunk") from None
        self.ended = tag == bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        return unpad(plain, self._ref) if self.ended else plain
