"""What an editor's file may be, how large, and what it says when it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it begins, its suffix, its limit, and what makes it anew."""

    suffix: str
    is_one: Callable[[bytes], bool]
    most_bytes: int
    made_anew: Callable[[bytes], bytes]


def refused(words: "_StrOrPromise") -> ValidationError:
    """Return the error that a form shows beside its file."""
    return ValidationError(words, code="refused_file")
