"""Pages of errors: what happened, and what to do; never how."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SIGNED_IN = frozenset({"desks", "console", "edit"})


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page of this status in the look of the process."""
    world = "desk" if settings.ROMDOUL_PROCESS in SIGNED_IN else "public"
    try:
        template = get_template(f"{world}/{status}.html")
    except TemplateDoesNotExist:
        return plain_answer(request, status, words_of(status))
    # Whoever edits the website has no desk, and no day at it.
    told = {"status": status, "has_day": settings.ROMDOUL_PROCESS != "edit"}
    return HttpResponse(template.render(told, request), status=status)


def plain_answer(_request: HttpRequest, status: int, words: str) -> HttpResponse:
    """Return one sentence as plain text: for when no page can be drawn."""
    return HttpResponse(
        f"{words}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Language": get_language() or settings.LANGUAGE_CODE},
    )


def words_of(status: int) -> str:
    """Return what an error's status means to the person who sees it."""
    words = {
        400: _("The server could not read this. Please go back and try again."),
        403: _("You may not do this."),
        404: _("There is no such page, or it is not for you."),
        405: _("Only a button leads here. Go back, and press it again."),
        409: _("Somebody else saved this first."),
        422: _("Something is missing or cannot be read."),
        423: _("This desk is locked."),
    }
    return words.get(status, _("Something went wrong on our side. Nothing was lost."))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400; in plain text where no page can say its own address."""
    if isinstance(exception, DisallowedHost):
        return plain_answer(request, 400, words_of(400))
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500; in plain text when the page itself is what fails."""
    try:
        return error_page(request, 500)
    except Exception:  # noqa: BLE001 - the last resort may not fail
        return plain_answer(request, 500, words_of(500))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    del reason
    return error_page(request, 403)
