"""Views beside the website's pages."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.http import require_http_methods, require_safe

from romdoul.site import consent
from romdoul.site.consent_words import KEPT, choices
from romdoul.site.pages.views import page

# Where a choice was made and its maker goes back to: an address of a page of ours.
OURS = re.compile(r"/(km|en)/[\w/.~%?&=+-]*", re.ASCII)


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Send to the first page in the language chosen before, or the browser's."""
    spoken = consent.language(request) or get_language_from_request(request)
    return see_other(f"/{spoken}/")


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Show the first page of the language."""
    return page(request, "")


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Say how to erase from a phone that one was here; its address says nothing."""
    return render(request, "site/phone.html")


@require_http_methods(["GET", "HEAD", "POST"])
def cookies(request: HttpRequest) -> HttpResponse:
    """Show what may be kept in the browser, or take the visitor's choice."""
    if request.method != "POST":
        context = {"choices": choices(consent.chosen(request)), "kept": KEPT}
        return render(request, "site/cookies.html", context)
    back = request.POST.get("back", "")
    response = see_other(back if OURS.fullmatch(back) else request.path)
    spoken = get_language() or "km"
    consent.remember(request, response, _wanted(request), spoken)
    return response


def _wanted(request: HttpRequest) -> list[str]:
    match request.POST.get("do"):
        case "accept":
            return list(consent.Category)
        case "save":
            return request.POST.getlist("allow")
        case _:
            return []


def see_other(address: str) -> HttpResponse:
    """Return the answer that makes a browser get another page (303)."""
    return HttpResponse(status=303, headers={"Location": address})
