"""The plain first page and the neutral pages beside it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what we do, the numbers for danger now, and the ways to us."""
    return render(request, "site/home.html")


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Say how to erase from a phone that one was here; its address says nothing."""
    return render(request, "site/phone.html")
