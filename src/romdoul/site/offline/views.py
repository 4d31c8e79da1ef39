"""The script that shows a kept page, at an address from which it may serve any."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

WORKER = (Path(__file__).parent / "worker.js").read_text()


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Answer with the service worker; a page registers it for its own address alone."""
    return HttpResponse(WORKER, content_type='text/javascript; charset="utf-8"')
