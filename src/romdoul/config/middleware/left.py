"""After leaving in a hurry, Back leads to the neutral address, to no page of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from romdoul.intake import left
from romdoul.intake.settings_source import exit_address

# Our first address brings the pages back; what is typed anew is meant.
RETURN = "/"
PAGES = ("/km/", "/en/")
# What another window still sends, a report say, arrives.
SHOWING = frozenset({"GET", "HEAD"})


def nothing_after_leaving(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer for every page with the way out, while the browser is marked as left."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        marked = left.is_marked(request)
        if marked and request.method in SHOWING and request.path.startswith(PAGES):
            return HttpResponse(status=303, headers={"Location": exit_address()})
        response = get_response(request)
        if marked and request.path == RETURN:
            left.unmark(response)
        return response

    return answer
