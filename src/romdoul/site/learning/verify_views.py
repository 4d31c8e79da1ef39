"""Checking a certificate: anyone may who has its code and the name on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from romdoul.site.learning.answering import fault_of
from romdoul.site.learning.certificates import find_certificate
from romdoul.site.learning.forms import CheckForm
from romdoul.site.learning.throttle import Limit

PAGE = "learning/verify.html"


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Say yes, with the day and the course, or no: never which part was wrong."""
    if request.method != "POST":
        form = CheckForm(initial={"code": request.GET.get("code", "")[:24]})
        return _shown(request, {"form": form})
    form = CheckForm(request.POST)
    if status := fault_of(request, form, Limit.CHECK):
        return _shown(request, {"form": form}, status)
    given = find_certificate(form.cleaned_data["code"], form.cleaned_data["name"])
    return _shown(request, {"form": form, "is_checked": True, "given": given})


def _shown(
    request: HttpRequest, told: dict[str, object], status: int = 200
) -> HttpResponse:
    response = render(request, PAGE, told, status=status)
    response["Cache-Control"] = "no-store"
    return response
