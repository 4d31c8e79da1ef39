"""What a process gives away and takes back, such as a cookie, and nobody else opens.

The key is random, is in memory only, and is gone when the process ends.
"""

from romdoul.vault import _aead
from romdoul.vault.keys import new_key


class OwnSeal:
    """Seals and opens under a key that it alone has (XChaCha20-Poly1305)."""

    def __init__(self) -> None:
        self._key = new_key()

    def seal(self, plain: bytes, about: str) -> bytes:
        """Return the ciphertext; it opens only as what it was sealed as."""
        return _aead.seal(self._key.reveal(), plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Return what was sealed.

        Raises:
            SealBroken: cut, altered, about something else, or another process's.
        """
        return _aead.unseal(self._key.reveal(), sealed, about.encode(), ref=about)
