"""The search box. What is typed is sent by POST, so that no address tells it."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from romdoul.site.search.distress import is_of_distress
from romdoul.site.search.finding import LONGEST, find

LAST = 500


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found; to words of distress offer help first."""
    asked = request.POST if request.method == "POST" else request.GET
    query = asked.get("q", "")[:LONGEST].strip()
    context = {
        "query": query,
        "offers_help": is_of_distress(query),
        "found": find(query, language=get_language() or "km", number=_number(asked)),
        "longest": LONGEST,
    }
    return render(request, "pages/search.html", context)


def _number(asked: QueryDict) -> int:
    text = asked.get("page", "1")
    is_number = text.isascii() and text.isdecimal()
    return min(max(int(text[:4]), 1), LAST) if is_number else 1
