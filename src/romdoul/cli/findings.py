"""What a check of the doctor finds."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from django.conf import settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})


class State(StrEnum):
    """``advice`` is what must be put right before strangers are served."""

    OK = "ok"
    ADVICE = "advice"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, how it stands, and what to do about it."""

    check: str
    state: State
    says: str

    def __str__(self) -> str:
        return f"{self.state.value:6} {self.check}: {self.says}"

    def data(self) -> dict[str, str]:
        """Return the finding for ``--json``."""
        return {key: str(value) for key, value in asdict(self).items()}


def judge(check: str, says: str, *, holds: bool, otherwise: str) -> Finding:
    """Return what is so, or what is wrong and how to put it right."""
    return Finding(
        check, State.OK if holds else State.WRONG, says if holds else otherwise
    )


def advise(check: str, says: str, *, holds: bool, otherwise: str) -> Finding:
    """As ``judge``, but only advice while nobody but this machine is served."""
    if holds:
        return Finding(check, State.OK, says)
    return Finding(check, State.WRONG if serves_others() else State.ADVICE, otherwise)


def serves_others() -> bool:
    """Say whether this installation answers to more than its own machine."""
    return bool(settings.HTTPS) or not set(settings.ALLOWED_HOSTS) <= LOOPBACK
