"""Handing out the PDF that is made of a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from romdoul.documents.setting import Busy
from romdoul.site.counting.counted import count
from romdoul.site.counting.models import Tally
from romdoul.site.files.taking import is_taken
from romdoul.site.papers import made
from romdoul.site.papers.files import made_taking, subject_of


def pdf(request: HttpRequest, page: Any) -> HttpResponse:  # noqa: ANN401 - any paper
    """Return the PDF of a published page, and count that it was taken."""
    try:
        content = made.content_of(page)
    except Busy:
        answer = render(request, "pages/papers/wait.html", {"page": page}, status=503)
        answer.headers["Retry-After"] = "10"
        return answer
    if request.method == "GET" and is_taken(request):
        count(Tally.Kind.DOWNLOAD, subject_of(page))
    name = made_taking(page).name
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
