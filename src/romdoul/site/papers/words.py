"""Words about a paper that stand in its PDF as they do on its page."""

from datetime import date
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags


def say(part: str, **told: Any) -> str:
    """Return a part of ``pages/papers/`` as plain text, in this moment's language."""
    return unescape(
        strip_tags(render_to_string(f"pages/papers/{part}.html", told))
    ).strip()


def say_day(day: date) -> str:
    """Return a day as every page says it."""
    return say("day", day=day)


def say_number(number: object) -> str:
    """Return a number in the reader's digits."""
    return say("number", number=number)
