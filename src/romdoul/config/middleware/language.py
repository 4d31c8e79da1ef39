"""A desk speaks its worker's language; before sign-in, the browser's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

SPOKEN = frozenset({"km", "en"})


def workers_language(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer in the language of who is asking."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            # LANGUAGE_CODE is what Django's own middleware sets, for templates.
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return answer


def language_of(request: HttpRequest) -> str:
    """Return "km" or "en": the worker's, the one asked for, or the browser's.

    Between the password and the second step, and at a locked desk, nobody acts yet;
    who it will be is known.
    """
    actor = getattr(request, "actor", None)
    worker = getattr(getattr(request, "desk", None), "worker", None)
    editor = getattr(request, "editor", None)
    theirs = [getattr(one, "language", "") for one in (actor, worker, editor)]
    begun = getattr(request, "session", {}).get("language", "")
    # A page of the website speaks its own, whoever edits it.
    own = getattr(request, "spoken", "")
    own = own or translation.get_language_from_path(request.path_info)
    for wish in (own, *theirs, begun, request.GET.get("lang", "")):
        if wish in SPOKEN:
            return str(wish)
    return translation.get_language_from_request(request)
