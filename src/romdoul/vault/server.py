"""What the server itself keeps and reads back: RR1 under a secret of its own.

No member's key and no compartment's: a row is bound to the place "server", where no
record of a compartment ever stands, so that nothing else opens here.
"""

from romdoul.kernel.secret import Secret
from romdoul.vault import _record
from romdoul.vault.binding import Binding
from romdoul.vault.keys import derive

_PLACE = "server"


def seal_at_server(secret: Secret, plain: bytes, *, table: str, purpose: str) -> bytes:
    """Seal for one purpose, under a key made from a server's secret.

    Raises:
        KeyUnfit: the secret is too short.
    """
    return _record.seal_record(derive(secret, purpose), plain, _binding(table))


def open_at_server(secret: Secret, sealed: bytes, *, table: str, purpose: str) -> bytes:
    """Open what ``seal_at_server`` sealed for the same table and purpose.

    Raises:
        UnknownFormat: another mark.
        SealBroken: cut, altered, or sealed elsewhere.
    """
    return _record.unseal_record(derive(secret, purpose), sealed, _binding(table))


def _binding(table: str) -> Binding:
    return Binding(table, "secret", 1, _PLACE, 0)
