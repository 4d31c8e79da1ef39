"""How often files were taken from the website, for those who make them."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from romdoul.site.papers.taken import list_taken

RECENT = timedelta(days=30)


@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    """List the files of reports and materials, those taken most first."""
    rows = list_taken(since=timezone.localdate() - RECENT)
    told = {"rows": rows, "days": RECENT.days}
    return render(request, "papers/downloads.html", told)
