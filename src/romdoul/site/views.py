"""Views beside the website's pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.views import serve


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page of the language."""
    shown: HttpResponse = serve(request, "")
    return shown


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Say how to erase from a phone that one was here; its address says nothing."""
    return render(request, "site/phone.html")
