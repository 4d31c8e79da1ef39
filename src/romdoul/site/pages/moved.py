"""Where a page went that stood at an address; asked only when nothing stands there."""

from django.http import HttpRequest
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect


def moved_to(request: HttpRequest) -> str | None:
    """Return the address that an editor, or a page's move, put in this one's place.

    A page that is not out is no place to send anybody.
    """
    found = get_redirect(request, Redirect.normalise_path(request.path))
    if found is None or (found.redirect_page and not found.redirect_page.live):
        return None
    link: str | None = found.link
    return link if link != request.path else None
