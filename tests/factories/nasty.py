"""Input that nobody should send, and that somebody will."""

import re
from typing import Any

from django.http import QueryDict
from django.urls import URLPattern, URLResolver
from hypothesis import strategies as st

TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "0",
            "-1",
            "1" * 40,
            "NaN",
            "yes",
            "\x00",
            "\u200b\u200d",
            "\u202eabc",
            "😀" * 50,
            "កុមារ",
            "٣",
            "២០២៦",
            "<b>x</b>",
            "{{ x }}",
            "%s%n",
            "' OR 1=1 --",
            "../../etc",
            "https://[::1",
            "9999-99-99",
            "2026-11-22",
            "25:61",
            "a" * 400,
            "ក" * 21_000,
        ]
    ),
    st.text(max_size=60),
)


def routes_of(patterns: list[Any], prefix: str = "") -> list[str]:
    """Return the addresses that a list of routes answers, as templates."""
    found: list[str] = []
    for one in patterns:
        here = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            found += routes_of(one.url_patterns, here)
        elif isinstance(one, URLPattern):
            found.append("/" + here)
    return found


def fill(route: str, refs: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return addresses of a route with every reference filled in."""
    pieces = re.split(r"<[^>]+>", route)
    filled = [st.just(pieces[0])]
    for piece in pieces[1:]:
        filled += [refs, st.just(piece)]
    return st.tuples(*filled).map("".join)


def fields(names: list[str], refs: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Return what a form might be sent: known fields with unknown values."""
    values = st.one_of(TEXTS, refs)
    return st.dictionaries(st.sampled_from(names), values, max_size=8)


def query(said: dict[str, str]) -> str:
    """Return fields as the end of an address."""
    made = QueryDict(mutable=True)
    made.update(said)
    return made.urlencode()
