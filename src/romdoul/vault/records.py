"""RR1: a record under its compartment's content key, sealed at the desks."""

from romdoul.kernel.secret import Secret
from romdoul.vault._aead import seal
from romdoul.vault.binding import Binding
from romdoul.vault.marks import Mark
from romdoul.vault.padding import pad

_RECORD = Mark.RECORD.value


def seal_record(key: Secret, plain: bytes, binding: Binding) -> bytes:
    """Seal a record to its row, version, compartment and epoch.

    Raises:
        KeyUnfit: the key is not 32 bytes.
    """
    return _seal_record(key, plain, binding)


def _seal_record(
    key: Secret, plain: bytes, binding: Binding, nonce: bytes | None = None
) -> bytes:
    return _RECORD + seal(key.reveal(), pad(plain), _RECORD + binding.encode(), nonce)
