"""Which routes are open, where people go on, and what a form was sent."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def open_door(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """Mark a route that anybody may ask for: signing in, and what leads to it."""
    view.needs = frozenset()  # type: ignore[attr-defined]
    return view


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, or None where a form is only asked for."""
    return request.POST if request.method == "POST" else None


def safe_next(text: str) -> str:
    """Return a path of ours to go on to, or the first page."""
    inside = url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if inside and text.startswith("/") else "/"
