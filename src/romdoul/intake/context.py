"""What every public page is told: whose it is, who can be called, the way out."""

from django.http import HttpRequest
from django.utils.translation import get_language

from romdoul.intake import settings_source


def facts(request: HttpRequest) -> dict[str, object]:
    """Return the context that the public base template asks for."""
    return {
        "request": request,
        "organisation_name": settings_source.organisation(get_language() or "km"),
        "numbers": settings_source.numbers(),
        "leave_url": "/leave/?mark",
    }
