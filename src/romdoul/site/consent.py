"""What a visitor allowed: one cookie of ours, set by their own choice alone.

Four categories. What the pages need to work is always on and is no matter of choice;
the other three are off until chosen. The cookie ends with the browser, unless the
visitor lets us keep preferences: then the choice and the language stay for half a year.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from django.http import HttpRequest, HttpResponse

COOKIE = "choice"
KEPT_SECONDS = 180 * 24 * 3600
FUNCTIONAL = "functional"
_HELD = re.compile(r"(0|p?s?m?)\.(km|en)")


class Category(StrEnum):
    """What can be chosen, each kept in the cookie as its first letter."""

    PREFERENCES = "preferences"
    STATISTICS = "statistics"
    MARKETING = "marketing"


def is_decided(request: HttpRequest) -> bool:
    """Say whether this visitor chose already: all that pages differ by."""
    return _held(request) is not None


def chosen(request: HttpRequest) -> frozenset[str]:
    """Return the categories that are on for this visitor."""
    held = _held(request)
    letters = held[1] if held else ""
    return frozenset(
        {FUNCTIONAL, *(one.value for one in Category if one[0] in letters)}
    )


def may_count(request: HttpRequest) -> bool:
    """Say whether this view may be counted: unless the visitor said not to.

    A count keeps nothing of anyone and reads nothing from the device, so it waits
    for no choice; but whoever chose without statistics is left out.
    """
    return not is_decided(request) or Category.STATISTICS in chosen(request)


def language(request: HttpRequest) -> str | None:
    """Return the language that this visitor let us remember."""
    held = _held(request)
    kept = held is not None and Category.PREFERENCES in chosen(request)
    return held[2] if held and kept else None


def remember(
    request: HttpRequest, response: HttpResponse, wanted: Iterable[str], spoken: str
) -> None:
    """Put the choice into the visitor's browser, for as long as they allow."""
    picked = [one for one in Category if one in set(wanted)]
    letters = "".join(one[0] for one in picked) or "0"
    response.set_cookie(
        COOKIE,
        f"{letters}.{spoken}",
        max_age=KEPT_SECONDS if Category.PREFERENCES in picked else None,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )


def _held(request: HttpRequest) -> re.Match[str] | None:
    return _HELD.fullmatch(request.COOKIES.get(COOKIE, ""))
