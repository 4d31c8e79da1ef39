"""Pages as they were answered, kept in memory for one edition of the website.

Two visitors get the same page, or none that is kept: a page is kept only if its view
says that it is of the edition alone, and a request that carries any cookie but the
choice of cookies neither finds nor leaves one.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from romdoul.site import consent, values
from romdoul.site.counting.counted import count, is_of_a_person
from romdoul.site.counting.models import Tally
from romdoul.site.pages import editions

# How long a page is kept while nothing changes: it shows how often it was read.
FRESH_SECONDS = 30
MOST_BYTES = 64_000_000
Key = tuple[str, str, bool, bool, int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer: its body and headers, what is counted with it, and until when."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    subject: str
    until: float


class Pages:
    """What is kept; the oldest goes first when there is too much."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Key) -> Kept | None:
        """Return what is kept under a key and still fresh."""
        found = self._kept.get(key)
        return found if found is not None and found.until > time.monotonic() else None

    def put(self, key: Key, page: Kept) -> None:
        """Keep a page in place of an older one."""
        with self._lock:
            self._drop(key)
            self._kept[key] = page
            self._bytes += len(page.content)
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._kept)))

    def forget(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _drop(self, key: Key) -> None:
        gone = self._kept.pop(key, None)
        self._bytes -= len(gone.content) if gone else 0


pages = Pages()


def of_the_edition(response: HttpResponseBase, subject: str) -> None:
    """Mark an answer as the same for every visitor; ``subject`` is counted with it."""
    response.subject = subject  # type: ignore[attr-defined]


def kept_pages(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer from what is kept, and count people's views outside of it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET":
            return get_response(request)
        key = key_of(request)
        found = pages.get(key) if key else None
        response = get_response(request) if found is None else _again(found)
        subject = found.subject if found else getattr(response, "subject", "")
        if found is None and key and subject:
            _keep(key, response, subject)
        if subject and is_of_a_person(request) and consent.may_count(request):
            count(Tally.Kind.VIEW, subject)
        return response

    return answer


def key_of(request: HttpRequest) -> Key | None:
    """Return what an answer depends on; None for a request that is not like others."""
    others = request.META.get("HTTP_COOKIE") and set(request.COOKIES) - {consent.COOKIE}
    if others or request.META.get("QUERY_STRING"):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        # Refused further in, where an answer gets its protective headers.
        return None
    return (
        host,
        request.path,
        consent.is_decided(request),
        "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""),
        editions.current(),
        values.mark(),
    )


def _keep(key: Key, response: HttpResponseBase, subject: str) -> None:
    if not isinstance(response, HttpResponse) or response.cookies:
        return
    if response.status_code != 200:
        return
    headers = tuple(response.headers.items())
    until = time.monotonic() + FRESH_SECONDS
    pages.put(key, Kept(response.content, headers, subject, until))


def _again(page: Kept) -> HttpResponse:
    response = HttpResponse(page.content)
    for name, value in page.headers:
        response.headers[name] = value
    return response
