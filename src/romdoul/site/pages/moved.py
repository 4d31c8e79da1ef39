"""Where a page went that stood at an address; asked only when nothing stands there."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from romdoul.site import values


def moved_to(request: HttpRequest) -> str | None:
    """Return the address that an editor, or a page's move, put in this one's place.

    A page that is not out is no place to send anybody, nor is a website of others:
    one editor alone could lead whoever wants to give there.
    """
    found = get_redirect(request, Redirect.normalise_path(request.path))
    if found is None or (found.redirect_page and not found.redirect_page.live):
        return None
    if not found.redirect_page and not is_within(found.redirect_link):
        return None
    link: str | None = found.link
    return link if link != request.path else None


def is_within(link: str) -> bool:
    """Say whether a link stays on this website, whatever a browser makes of it."""
    ours = urlsplit(values.current().get("site.address", "")).netloc
    return url_has_allowed_host_and_scheme(link, {ours} if ours else None)
