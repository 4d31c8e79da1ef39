"""RR1, both ways: shared by what seals and by the two places that open.

Private, so that nothing outside the vault can open through it.
"""

from romdoul.kernel.secret import Secret
from romdoul.vault._aead import seal, unseal
from romdoul.vault.binding import Binding
from romdoul.vault.marks import LENGTH, Mark, require_mark
from romdoul.vault.padding import pad, unpad

_RECORD = Mark.RECORD.value


def seal_record(
    key: Secret, plain: bytes, binding: Binding, nonce: bytes | None = None
) -> bytes:
    """Return the sealed record; only a frozen vector gives its own nonce."""
    return _RECORD + seal(key.reveal(), pad(plain), _RECORD + binding.encode(), nonce)


def unseal_record(key: Secret, sealed: bytes, binding: Binding) -> bytes:
    """Return what was sealed under the key for this row.

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, altered, of another row, version, epoch or key.
    """
    row = binding.row
    if not sealed.startswith(_RECORD):
        require_mark(sealed, _RECORD, row)
    aad = _RECORD + binding.encode()
    return unpad(unseal(key.reveal(), sealed, aad, ref=row, start=LENGTH), row)
