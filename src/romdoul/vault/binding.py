"""What a ciphertext belongs to, so that it opens nowhere else."""

from dataclasses import dataclass
from functools import lru_cache

CONTEXT = b"romdoul/1"


def length_prefixed(text: str) -> bytes:
    """Return UTF-8 after its length (4 bytes, big-endian): joins cannot be confused."""
    raw = text.encode()
    return len(raw).to_bytes(4, "big") + raw


# Tables, compartments and numbers repeat from record to record; rows do not.
_repeated = lru_cache(maxsize=4096)(length_prefixed)


@dataclass(frozen=True, slots=True)
class Binding:
    """The row, its version, its compartment and its epoch: the associated data.

    A ciphertext copied to another row, put back from an older version or carried
    into another compartment or epoch does not open.
    """

    table: str
    row: str
    version: int
    compartment: str
    epoch: int

    def encode(self) -> bytes:
        """Return the canonical bytes; the browser builds the same ones."""
        return b"".join(
            (
                CONTEXT,
                _repeated(self.table),
                length_prefixed(self.row),
                _repeated(str(self.version)),
                _repeated(self.compartment),
                _repeated(str(self.epoch)),
            )
        )
