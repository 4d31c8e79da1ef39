"""Ed25519 over bytes, with the purpose signed too. Signing opens nothing."""

from nacl import bindings
from nacl.exceptions import CryptoError

from romdoul.kernel.errors import KeyUnfit, SignatureBroken
from romdoul.vault.binding import length_prefixed
from romdoul.vault.keys import SignKeys

PUBLIC = bindings.crypto_sign_PUBLICKEYBYTES
SIGNATURE = bindings.crypto_sign_BYTES
_DOMAIN = b"romdoul/sign/1\n"


def sign_detached(keys: SignKeys, message: bytes) -> bytes:
    """Return the 64-byte signature of a message that names its own purpose."""
    secret = keys.seed.reveal() + keys.public
    return bindings.crypto_sign(message, secret)[:SIGNATURE]


def verify_detached(public: bytes, message: bytes, signature: bytes, ref: str) -> None:
    """Raise unless the signature is of this message and by this key.

    Raises:
        KeyUnfit: the public key is not 32 bytes.
        SignatureBroken: anything else that does not verify.
    """
    if len(public) != PUBLIC:
        raise KeyUnfit("public signing key")
    if len(signature) != SIGNATURE:
        raise SignatureBroken(ref, "signature")
    try:
        bindings.crypto_sign_open(signature + message, public)
    except CryptoError:
        raise SignatureBroken(ref, "signature") from None


def sign_bytes(keys: SignKeys, message: bytes, context: str) -> bytes:
    """Return the signature of a message for one purpose (a checkpoint, a feed)."""
    return sign_detached(keys, _in_context(message, context))


def verify_bytes(public: bytes, message: bytes, signature: bytes, context: str) -> None:
    """Raise SignatureBroken unless signed by this key for this very purpose."""
    verify_detached(public, _in_context(message, context), signature, context)


def _in_context(message: bytes, context: str) -> bytes:
    return _DOMAIN + length_prefixed(context) + message
