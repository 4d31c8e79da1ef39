"""Showing a page of the website."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from wagtail.views import serve

from romdoul.site.pages.kept import of_the_edition
from romdoul.site.pages.moved import moved_to
from romdoul.site.pages.twins import other_than


def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show the page at a path, the same for everybody who asks without parameters.

    One that moved is followed. One that is not in this language says so, and offers
    the other.
    """
    try:
        response: HttpResponseBase = serve(request, path)
    except Http404:
        if (link := moved_to(request)) is not None:
            return HttpResponsePermanentRedirect(link)
        elsewhere = other_than(get_language() or "km", path)
        if elsewhere is None:
            raise
        context = {"elsewhere": elsewhere.specific}
        return render(request, "site/elsewhere.html", context, status=404)
    if isinstance(response, TemplateResponse) and response.context_data:
        shown = response.context_data.get("page")
        if shown is not None:
            of_the_edition(response, str(shown.translation_key))
    return response
