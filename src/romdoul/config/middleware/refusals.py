"""Errors raised on purpose become pages; an opened door is never one of them."""

import logging
from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)

from romdoul.config.answers import error_page
from romdoul.kernel.errors import (
    BadInput,
    Broken,
    Conflict,
    NotFound,
    Refused,
    RomdoulError,
)

log = logging.getLogger("romdoul.refusals")

STATUS: tuple[tuple[type[RomdoulError], int], ...] = (
    (NotFound, 404),
    (Refused, 403),
    (Conflict, 409),
    (BadInput, 422),
)


class answer_refusals:  # noqa: N801 - named as the functions beside it are
    """Give each of our own errors its status, where the view did not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed) and request.method == "GET":
            # Somebody typed or reloaded an address that only a button leads to.
            page = error_page(request, answer.status_code)
            page.headers["Allow"] = answer.headers["Allow"]
            return page
        return answer

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Return the page of this error, or None for Django to answer 500."""
        if not isinstance(error, RomdoulError):
            return None
        if isinstance(error, Broken):
            log.error("%s %s %s", type(error).__name__, error.ref, error.reason)
        return error_page(request, status_of(error))


def status_of(error: RomdoulError) -> int:
    """Return the HTTP status of one of our errors; 500 for what is broken."""
    return next((code for kind, code in STATUS if isinstance(error, kind)), 500)
