"""Showing a page of the website."""

from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from wagtail.views import serve

from romdoul.site.pages.kept import of_the_edition


def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show the page at a path, the same for everybody who asks without parameters."""
    response: HttpResponseBase = serve(request, path)
    if isinstance(response, TemplateResponse) and response.context_data:
        shown = response.context_data.get("page")
        if shown is not None:
            of_the_edition(response, str(shown.translation_key))
    return response
