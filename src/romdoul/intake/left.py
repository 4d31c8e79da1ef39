"""That somebody left in a hurry: for a few minutes, going back shows nothing of ours.

A page that is left by script is replaced in the browser's history. Without JavaScript
it stays there, and so do, either way, those that were seen before it. Where such a
page would be shown, leaving sets one cookie that says nothing else; while it lasts,
every page answers with the neutral address. Our first address takes it back.
"""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase

LEFT: Final = "left"
YES: Final = "1"
SECONDS: Final = 300


def mark(request: HttpRequest, response: HttpResponse) -> None:
    """Note that this browser left; forget all else.

    Clear-Site-Data with "cookies" would take the mark as well: each other cookie of
    ours is taken by its name.
    """
    response["Clear-Site-Data"] = '"storage", "cache"'
    for name in request.COOKIES:
        response.delete_cookie(name, samesite="Strict")
    # Lax: Back may come from another site, and still has to bring it.
    response.set_cookie(
        LEFT,
        YES,
        max_age=SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def is_marked(request: HttpRequest) -> bool:
    """Say whether this browser left a moment ago."""
    return request.COOKIES.get(LEFT) == YES


def unmark(response: HttpResponseBase) -> None:
    """Let the pages be seen again."""
    response.delete_cookie(LEFT, samesite="Lax")
