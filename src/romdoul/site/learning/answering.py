"""Answers of the course's views: pages that depend on one device, and ways on."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from romdoul.site.learning import progress
from romdoul.site.learning.progress import Progress
from romdoul.site.learning.throttle import Limit, allows
from romdoul.site.learning.way import Way

TOO_OFTEN = _("This was asked very often from here. Wait ten minutes and try again.")


def way_of(request: HttpRequest, course: Any) -> Way:  # noqa: ANN401 - a page
    """Return how far this device is in a course."""
    return Way(course, progress.read(request, course))


def show(
    request: HttpRequest,
    way: Way,
    step: str,
    context: Mapping[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return a step's page. It is of one device, so no cache may keep it."""
    below = request.path.removeprefix(way.course.get_url() or "")
    told = {"page": way.course, "way": way, "progress": way.progress, "step": below}
    response = render(
        request, f"learning/{step}.html", told | dict(context or {}), status=status
    )
    response["Cache-Control"] = "no-store"
    return response


def show_page(
    request: HttpRequest,
    way: Way,
    page: Any,  # noqa: ANN401 - a page
    **context: object,
) -> HttpResponse:
    """Return a page of the website: the same for all whose device remembers nothing."""
    told = {"page": page, "way": way, "progress": way.progress} | context
    if request.method == "POST" or progress.carried_by(request):
        response = render(request, page.template, told)
        response["Cache-Control"] = "no-store"
        return response
    return TemplateResponse(request, page.template, told)


def go(address: str) -> HttpResponse:
    """Send on to another page (303)."""
    return HttpResponse(
        status=303, headers={"Location": address, "Cache-Control": "no-store"}
    )


def go_on(
    request: HttpRequest, way: Way, progressed: Progress, address: str
) -> HttpResponse:
    """Let the device remember, and send on."""
    response = go(address)
    progress.write(request, response, way.course, progressed)
    return response


def fault_of(request: HttpRequest, form: Form, limit: Limit) -> int:
    """Return 0 for a form that can be taken, else the status of its page."""
    if not allows(request, limit):
        form.full_clean()
        form.add_error(None, TOO_OFTEN)
        return 429
    return 0 if form.is_valid() else 422
