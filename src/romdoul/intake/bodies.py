"""Reading what a form sent: whole, or refused before anything is done with it."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render

from romdoul.inbox.content import VOICE_BYTES_MAX
from romdoul.intake.short_forms import Fields, read_short

# A recording, the longest text as a browser escapes it, and the form around them.
BODY_MAX = VOICE_BYTES_MAX + 4 * 1024 * 1024
# The last field of each form. Where it is missing the body was cut on its way.
WHOLE = "whole"

View = Callable[[HttpRequest], HttpResponse]


class TooLarge(Exception):
    """More was sent than anything on the page can hold."""


def read_whole(request: HttpRequest) -> Fields:
    """Return the fields of a form that arrived whole.

    Raises:
        BadRequest: it was cut on its way, or is no form.
        TooLarge: it is longer than what the page takes.
    """
    require_size(request)
    try:
        posted = read_short(request)
        if posted is None:
            posted = request.POST.dict()
    except RequestDataTooBig:
        raise TooLarge from None
    except UnreadablePostError:
        raise BadRequest from None
    if posted.get(WHOLE) != "1":
        raise BadRequest
    return posted


def require_size(request: HttpRequest, limit: int = BODY_MAX) -> None:
    """Raise TooLarge before reading a body that says it is too long."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not said.isdecimal() or int(said) > limit:
        raise TooLarge


def answers_too_large(view: View) -> View:
    """Answer 413 with a page that says what fits."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except TooLarge:
            return render(request, "intake/too_large.html", status=413)

    return answer
