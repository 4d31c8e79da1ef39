"""What every page of the website stands in: its menu and its foot."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from romdoul.site.pages.menus import menu


def frame(_request: HttpRequest) -> dict[str, object]:
    """Return the context of the website's base template; asked for when it is used."""
    return {"menu": SimpleLazyObject(menu)}
