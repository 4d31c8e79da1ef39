"""XChaCha20-Poly1305-IETF as libsodium gives it: nonce, then ciphertext and tag.

PyNaCl's own wrapper is called through its compiled library rather than through
``nacl.bindings``, which takes twice the time for a record of 2 KB; a test holds
both to the same bytes. Lengths are checked here, since C would read past them.
"""

from typing import Final

from nacl._sodium import ffi, lib  # type: ignore[import-not-found]
from nacl.utils import random

from romdoul.kernel.errors import KeyUnfit, SealBroken

KEY: Final = 32
NONCE: Final = 24
TAG: Final = 16

_buffer_of = ffi.new_allocator(should_clear_after_alloc=False)
_bytes_type = ffi.typeof("unsigned char[]")
_encrypt = lib.crypto_aead_xchacha20poly1305_ietf_encrypt
_decrypt = lib.crypto_aead_xchacha20poly1305_ietf_decrypt
_NULL = ffi.NULL


def seal(key: bytes, plain: bytes, aad: bytes, nonce: bytes | None = None) -> bytes:
    """Return nonce and ciphertext; only a frozen vector gives its own nonce.

    Raises:
        KeyUnfit: the key or the nonce has another length.
    """
    nonce = random(NONCE) if nonce is None else nonce
    if len(key) != KEY or len(nonce) != NONCE:
        raise KeyUnfit("symmetric key")
    size = len(plain) + TAG
    out = _buffer_of(_bytes_type, size)
    _encrypt(out, _NULL, plain, len(plain), aad, len(aad), _NULL, nonce, key)
    return nonce + bytes(ffi.buffer(out, size))


def unseal(key: bytes, sealed: bytes, aad: bytes, *, ref: str, start: int = 0) -> bytes:
    """Return the plaintext of nonce and ciphertext, which begin at ``start``.

    Raises:
        KeyUnfit: the key has another length.
        SealBroken: cut, altered, moved, or sealed under another key.
    """
    if len(key) != KEY:
        raise KeyUnfit("symmetric key")
    size = len(sealed) - start - NONCE - TAG
    if size < 0:
        raise SealBroken(ref, "cut")
    body = sealed[start + NONCE :]
    nonce = sealed[start : start + NONCE]
    out = _buffer_of(_bytes_type, size or 1)
    if _decrypt(out, _NULL, _NULL, body, len(body), aad, len(aad), nonce, key):
        raise SealBroken(ref, "tag")
    return bytes(ffi.buffer(out, size))
