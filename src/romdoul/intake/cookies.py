"""Short answers in the browser's own keeping, under a key that only we hold.

The key is made when the process starts and is forgotten when it ends, so that a
cookie found on a phone later says nothing. XChaCha20-Poly1305 through PyNaCl.
"""

import base64
import binascii
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from pydantic_core import from_json, to_json

from romdoul.kernel.errors import SealBroken
from romdoul.vault.own import OwnSeal

# Browsers keep 4,096 bytes with the name and the attributes (RFC 6265, 6.1).
COOKIE_MAX: Final = 3500
_OURS: Final = OwnSeal()


@dataclass(frozen=True, slots=True)
class SealedCookie:
    """One cookie by its name; what it holds is dead after ``lives`` seconds."""

    name: str
    lives: int

    def read(self, request: HttpRequest) -> dict[str, Any] | None:
        """Return what the cookie holds, or None: none, not ours, or dead."""
        try:
            sealed = base64.urlsafe_b64decode(request.COOKIES.get(self.name, ""))
            plain = _OURS.open(sealed, self.name)
        except (binascii.Error, SealBroken, ValueError):
            return None
        held: dict[str, Any] = from_json(plain)
        fresh = held.pop("at") + self.lives > int(time.time())
        return held if fresh else None

    def write(
        self, request: HttpRequest, response: HttpResponse, held: Mapping[str, object]
    ) -> None:
        """Give the browser the cookie, for as long as it stays open.

        Raises ValueError over ``COOKIE_MAX``: the fields' limits must prevent it.
        """
        value = self._sealed(held)
        if len(value) > COOKIE_MAX:
            raise ValueError("more answers than a cookie holds")
        response.set_cookie(
            self.name,
            value,
            httponly=True,
            samesite="Strict",
            secure=request.is_secure(),
        )

    def clear(self, response: HttpResponse) -> None:
        """Take the cookie back."""
        response.delete_cookie(self.name, samesite="Strict")

    def _sealed(self, held: Mapping[str, object]) -> str:
        plain = to_json({**held, "at": int(time.time())})
        sealed = _OURS.seal(plain, self.name)
        return base64.urlsafe_b64encode(sealed).decode()
