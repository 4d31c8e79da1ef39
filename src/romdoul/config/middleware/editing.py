"""What a browser may do with a page of the editing.

Wagtail's own pages load their scripts as files; what few they have within a page are
started by ``starting.js`` instead. Its text editor makes style elements as it runs:
those that a script makes here carry a number that is good for one answer. What is
written into a page has none, and neither applies nor runs.
"""

from collections.abc import Callable
from secrets import token_urlsafe

from django.http import HttpRequest, HttpResponseBase

from romdoul.config.headers import policy


def editors_policy(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let the admin show previews within itself, and nobody keep what was answered."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        number = token_urlsafe(16)
        request.style_number = number  # type: ignore[attr-defined]
        response = get_response(request)
        # Wagtail says so of the pages it shows within its own: previews.
        within = response.headers.get("X-Frame-Options") == "SAMEORIGIN"
        response.headers["Content-Security-Policy"] = policy(
            # A picture is shown small while it is on its way here.
            img_src="'self' data: blob:",
            style_src=f"'self' 'nonce-{number}'",
            frame_src="'self'",
            frame_ancestors="'self'" if within else "'none'",
        )
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer
