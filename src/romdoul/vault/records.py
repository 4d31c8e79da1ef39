"""RR1: a record under its compartment's content key, sealed at the desks."""

from romdoul.kernel.secret import Secret
from romdoul.vault import _record
from romdoul.vault.binding import Binding


def seal_record(key: Secret, plain: bytes, binding: Binding) -> bytes:
    """Seal a record to its row, version, compartment and epoch.

    Raises:
        KeyUnfit: the key is not 32 bytes.
    """
    return _record.seal_record(key, plain, binding)
