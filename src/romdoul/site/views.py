"""Views beside the website's pages."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from romdoul.site.pages.views import page


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Show the first page of the language."""
    return page(request, "")


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Say how to erase from a phone that one was here; its address says nothing."""
    return render(request, "site/phone.html")
