"""What a command answers: one truth, printed for people or for programs."""

import json
import sys
from dataclasses import dataclass, field
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of a command.

    ``ok`` False means that the answer is "no" (exit status 1); ``why`` is then one
    line for standard error. ``lines`` are for people, ``data`` for ``--json``.
    """

    ok: bool = True
    lines: tuple[str, ...] = ()
    data: dict[str, object] = field(default_factory=dict)
    why: str = ""


class WrongUse(Exception):
    """The command cannot be carried out as it was given; exit status 2."""


def give(answer: Answer, *, as_json: bool) -> int:
    """Print an answer and return the exit status."""
    out = sys.stderr if as_json else sys.stdout
    for line in answer.lines:
        say(line, out)
    if as_json:
        document = {"ok": answer.ok, **answer.data}
        say(json.dumps(document, ensure_ascii=False, indent=1, default=str))
    if not answer.ok and answer.why:
        say(answer.why, sys.stderr)
    return 0 if answer.ok else 1


def say(line: str, out: TextIO | None = None) -> None:
    """Write one line at once."""
    stream = sys.stdout if out is None else out
    stream.write(f"{line}\n")
    stream.flush()
