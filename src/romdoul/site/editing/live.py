"""From the editing to the website itself, which another process shows."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

# `romdoul serve` puts the website on a port, and the editing on the second after it.
PORTS_BETWEEN = 2


@require_safe
def on_the_website(request: HttpRequest, place: str = "") -> HttpResponse:
    """Send to the same address of the website."""
    del place
    return redirect(f"{_website(request)}{request.get_full_path()}")


def _website(request: HttpRequest) -> str:
    if settings.ROMDOUL_WEBSITE:
        return str(settings.ROMDOUL_WEBSITE).rstrip("/")
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return f"{request.scheme}://{host}:{int(request.get_port()) - PORTS_BETWEEN}"
