"""RE1, both ways: shared by what seals and by the two places that open.

Private, so that nothing outside the vault can open through it.
"""

from nacl import bindings
from nacl.exceptions import CryptoError

from romdoul.kernel.errors import KeyUnfit, SealBroken
from romdoul.kernel.secret import Secret
from romdoul.vault._aead import KEY, seal, unseal
from romdoul.vault.binding import Binding
from romdoul.vault.keys import BoxKeys, new_key
from romdoul.vault.marks import LENGTH, Mark, require_mark
from romdoul.vault.padding import pad, unpad

_BOXED = KEY + bindings.crypto_box_SEALBYTES


def seal_envelope(public_key: bytes, plain: bytes, binding: Binding) -> bytes:
    """Return the envelope; raise KeyUnfit if nothing can be sealed to the key."""
    key = new_key()
    try:
        boxed = bindings.crypto_box_seal(key.reveal(), public_key)
    except (CryptoError, ValueError, TypeError) as error:
        raise KeyUnfit("public key") from error
    return _assemble(boxed, key, plain, binding)


def _assemble(
    boxed: bytes,
    key: Secret,
    plain: bytes,
    binding: Binding,
    nonce: bytes | None = None,
) -> bytes:
    aad = Mark.ENVELOPE.value + binding.encode()
    return Mark.ENVELOPE.value + boxed + seal(key.reveal(), pad(plain), aad, nonce)


def unseal_envelope(private_key: Secret, sealed: bytes, binding: Binding) -> bytes:
    """Return what was sealed to the private key's public half, for this row.

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, altered, of another row, version, epoch or key.
    """
    require_mark(sealed, Mark.ENVELOPE, binding.row)
    body = LENGTH + _BOXED
    key = _unbox(sealed[LENGTH:body], BoxKeys.of(private_key), binding.row)
    aad = Mark.ENVELOPE.value + binding.encode()
    return unpad(unseal(key, sealed, aad, ref=binding.row, start=body), binding.row)


def _unbox(boxed: bytes, keys: BoxKeys, ref: str) -> bytes:
    if len(boxed) != _BOXED:
        raise SealBroken(ref, "cut")
    try:
        return bindings.crypto_box_seal_open(boxed, keys.public, keys.private.reveal())
    except CryptoError:
        # Nothing of the failed call may reach a log through the chain.
        raise SealBroken(ref, "key") from None
