"""An opened mailbox in the browser's own keeping, for a quarter of an hour."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, HttpResponse

from romdoul.intake.cookies import SealedCookie
from romdoul.kernel.secret import Secret

BOX = SealedCookie("b", lives=15 * 60)


@dataclass(frozen=True, slots=True)
class OpenBox:
    """Which mailbox was opened, and the key that reads its answers."""

    mailbox: str
    private: Secret

    @classmethod
    def read(cls, request: HttpRequest) -> Self | None:
        """Return the mailbox that this browser has open, or None."""
        held = BOX.read(request)
        if held is None:
            return None
        return cls(held["box"], Secret(bytes.fromhex(held["key"])))

    def write(self, request: HttpRequest, response: HttpResponse) -> None:
        """Let the browser hold it, sealed under a key that only we have."""
        held = {"box": self.mailbox, "key": self.private.reveal().hex()}
        BOX.write(request, response, held)
