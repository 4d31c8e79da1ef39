"""Sealing: what any process may do, the public ones included. Nothing here opens."""

import hashlib

from nacl import bindings

from romdoul.kernel.errors import KeyUnfit
from romdoul.kernel.secret import Secret
from romdoul.vault._aead import KEY, seal
from romdoul.vault._envelope import seal_envelope
from romdoul.vault.binding import Binding
from romdoul.vault.keys import new_key
from romdoul.vault.marks import Mark
from romdoul.vault.padding import pad_to_block

__all__ = ["FileSealer", "digest", "new_key", "seal_attachment", "seal_to"]

CHUNK = 64 * 1024
LAST_CHUNK_BLOCK = 4 * 1024
ATTACHMENT_BLOCK = 16 * 1024


def seal_to(public_key: bytes, plain: bytes, binding: Binding) -> bytes:
    """Seal to an X25519 public key, for one row (RE1).

    Raises:
        KeyUnfit: nothing can be sealed to this key.
    """
    return seal_envelope(public_key, plain, binding)


def digest(sealed: bytes) -> bytes:
    """Return the BLAKE2b-256 of a ciphertext, as the ledger keeps it."""
    return hashlib.blake2b(sealed, digest_size=32).digest()


def seal_attachment(key: Secret, plain: bytes, binding: Binding) -> bytes:
    """Seal a whole file as the browser does (RA1); the key travels in an envelope.

    Raises:
        KeyUnfit: the key is not 32 bytes.
    """
    return _seal_attachment(key, plain, binding)


def _seal_attachment(
    key: Secret, plain: bytes, binding: Binding, nonce: bytes | None = None
) -> bytes:
    mark = Mark.ATTACHMENT.value
    padded = pad_to_block(plain, ATTACHMENT_BLOCK)
    return mark + seal(key.reveal(), padded, mark + binding.encode(), nonce)


class FileSealer:
    """Seal a file of any size as it passes, in constant memory (RF1).

    Write ``header`` first, then what ``push`` and ``finish`` return, in order.
    libsodium's secretstream chains the chunks, so that none can be dropped,
    swapped or repeated; only the last carries the final tag.

    Raises:
        KeyUnfit: the key is not 32 bytes.
    """

    def __init__(self, key: Secret, binding: Binding) -> None:
        if len(key.reveal()) != KEY:
            raise KeyUnfit("symmetric key")
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        self.header: bytes = (
            Mark.FILE.value
            + bindings.crypto_secretstream_xchacha20poly1305_init_push(
                self._state, key.reveal()
            )
        )
        self._aad: bytes | None = Mark.FILE.value + binding.encode()
        self._waiting = bytearray()
        self._finished = False

    def push(self, chunk: bytes) -> bytes:
        """Take a piece of any length; return what is ready to be written."""
        self._require_open()
        self._waiting += chunk
        ready = bytearray()
        while len(self._waiting) >= CHUNK:
            ready += self._seal(bytes(self._waiting[:CHUNK]), final=False)
            del self._waiting[:CHUNK]
        return bytes(ready)

    def finish(self) -> bytes:
        """Return the last chunk; the file is whole only with it."""
        self._require_open()
        self._finished = True
        last = pad_to_block(bytes(self._waiting), LAST_CHUNK_BLOCK)
        self._waiting.clear()
        return self._seal(last, final=True)

    def _require_open(self) -> None:
        if self._finished:
            raise RuntimeError("this file is already finished")

    def _seal(self, plain: bytes, *, final: bool) -> bytes:
        aad, self._aad = self._aad, None
        tag = (
            bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if final
            else bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        return bindings.crypto_secretstream_xchacha20poly1305_push(
            self._state, plain, aad, tag
        )
