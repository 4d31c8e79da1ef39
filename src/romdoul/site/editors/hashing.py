"""An editor's password as the database keeps it: Argon2id, 64 MiB a guess."""

from typing import Any

from django.contrib.auth.hashers import BasePasswordHasher, mask_hash

from romdoul.doors.rules import cost
from romdoul.doors.turns import turn
from romdoul.vault.passwords import cost_of, hash_password, proves


class Argon2id(BasePasswordHasher):
    """Django's frame around libsodium's own way to keep a password."""

    algorithm = "argon2id"

    def salt(self) -> str:
        """Return nothing: libsodium makes the salt."""
        return ""

    def encode(self, password: str, salt: str) -> str:
        """Return what proves the password; raise BadInput when too many wait."""
        del salt
        with turn():
            return self.algorithm + hash_password(password, cost())

    def verify(self, password: str, encoded: str) -> bool:
        """Say whether this is the password; raise BadInput when too many wait."""
        with turn():
            return proves(self._hash(encoded), password)

    def decode(self, encoded: str) -> dict[str, Any]:
        """Return what may be shown of a hash: what a guess at it costs."""
        price = cost_of(self._hash(encoded))
        return {
            "algorithm": self.algorithm,
            "opslimit": price.opslimit,
            "memory_kib": price.memory_kib,
        }

    def safe_summary(self, encoded: str) -> dict[Any, Any]:
        """Return the same for people."""
        shown = {key: str(value) for key, value in self.decode(encoded).items()}
        return shown | {"hash": mask_hash(self._hash(encoded).rpartition("$")[2])}

    def must_update(self, encoded: str) -> bool:
        """Say whether a guess at it has become too cheap."""
        return not cost_of(self._hash(encoded)).covers(cost())

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Do nothing: every guess takes the same turn."""

    def _hash(self, encoded: str) -> str:
        return encoded.removeprefix(self.algorithm)
