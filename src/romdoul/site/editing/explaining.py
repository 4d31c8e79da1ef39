"""A page that does not go out is said why, by whichever button it was to go."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow

from romdoul.site.pages.refusals import Explained


class explain_refusals:  # noqa: N801 - named as the functions beside it are
    """Lead to the page that a refusal is about, and say there what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Return the way to the page, or None for what explains nothing."""
        if not isinstance(error, Explained):
            return None
        messages.error(request, str(error))
        leads = reverse("wagtailadmin_pages:edit", args=[error.page])
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # The window that asks for a comment goes where it is told.
            done = {"step": "success", "redirect": leads}
            shown: HttpResponse = render_modal_workflow(
                request, None, None, {}, json_data=done
            )
            return shown
        return redirect(leads)
