"""Against forms on other sites, without a token and without a cookie."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from romdoul.config.answers import plain_answer

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})


def same_origin(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Refuse with 403 what a browser says was sent from another site."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method in SAFE or is_ours(request):
            return get_response(request)
        return plain_answer(request, 403, _("This was sent from another site."))

    return answer


def is_ours(request: HttpRequest) -> bool:
    """Say whether the browser sent this from a page of ours, or is too old to say.

    Every browser since 2020 sends Sec-Fetch-Site (Safari since 2023). An older one
    sends "Origin: null" with our own forms, since our pages send no referrer.
    """
    # Asked of META: request.headers first rewrites the name of every header.
    site: str | None = request.META.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site in OURS
    origin: str | None = request.META.get("HTTP_ORIGIN")
    if origin in (None, "null"):
        return True
    return urlsplit(origin).netloc == request.get_host()
