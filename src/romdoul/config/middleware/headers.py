"""The outermost layer: the headers of every answer, static files included."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from romdoul.config.headers import STRICT_TRANSPORT

type_of_answer = Callable[[HttpRequest], HttpResponseBase]

# What can run nothing needs no policy; a slow phone pays for each byte of it.
INERT = ("text/css", "font/")
OF_INERT = frozenset({"X-Content-Type-Options", "Cross-Origin-Resource-Policy"})
# These speak of a page in a window; a script is none. Its policy a worker needs.
OF_PAGES = frozenset(
    {"X-Frame-Options", "Cross-Origin-Opener-Policy", "Permissions-Policy"}
)


def protective_headers(get_response: type_of_answer) -> type_of_answer:
    """Set each protective header that the view has not set itself."""
    headers = dict(settings.ROMDOUL_HEADERS)
    if settings.HTTPS:
        headers |= STRICT_TRANSPORT
    pairs = tuple(headers.items())
    few = tuple((name, value) for name, value in pairs if name in OF_INERT)
    of_scripts = tuple(pair for pair in pairs if pair[0] not in OF_PAGES)

    def fitting(kind: str) -> tuple[tuple[str, str], ...]:
        if kind.startswith(INERT):
            return few
        return of_scripts if kind.startswith("text/javascript") else pairs

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in fitting(response.headers.get("Content-Type", "")):
            response.headers.setdefault(name, value)
        return response

    return answer
