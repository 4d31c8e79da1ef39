"""Styles as they are sent: without comments, and with no more space than they need."""

import re

# Strings stay as they are; what stands between them loses what only people read.
_STRING = r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_STRINGS = re.compile(_STRING)
_COMMENTS = re.compile(rf"{_STRING}|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,]) ?")


def smaller(style: str) -> str:
    """Return a style sheet that means the same in fewer letters."""
    told = _COMMENTS.sub(lambda found: found[1] or " ", style)
    parts = _STRINGS.split(told)
    return "".join(p if p[:1] in {'"', "'"} else _tight(p) for p in parts).strip()


def _tight(text: str) -> str:
    return _AROUND.sub(r"\1", _SPACE.sub(" ", text)).replace(";}", "}")
