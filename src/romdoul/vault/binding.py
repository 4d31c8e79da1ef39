"""What a ciphertext belongs to, so that it opens nowhere else."""

from dataclasses import dataclass
from functools import lru_cache

CONTEXT = b"romdoul/1"


def length_prefixed(text: str) -> bytes:
    """Return UTF-8 after its length (4 bytes, big-endian): joins cannot be confused."""
    raw = text.encode()
    return len(raw).to_bytes(4, "big") + raw


@lru_cache(maxsize=4096)
def _around(
    table: str, version: int, compartment: str, epoch: int
) -> tuple[bytes, bytes]:
    """Return what stands before and after the row: it repeats, the row does not."""
    after = (str(version), compartment, str(epoch))
    return (
        CONTEXT + length_prefixed(table),
        b"".join(length_prefixed(part) for part in after),
    )


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
        before, after = _around(self.table, self.version, self.compartment, self.epoch)
        return before + length_prefixed(self.row) + after
