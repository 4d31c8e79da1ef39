"""Bytes that must not print themselves."""

from dataclasses import dataclass, field
from typing import NoReturn


@dataclass(frozen=True, slots=True)
class Secret:
    """Bytes that must never reach a log, a template, a pickle or a traceback."""

    _value: bytes = field(repr=False)

    def reveal(self) -> bytes:
        """Return the bytes; the one word to search for when reviewing."""
        return self._value

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")
