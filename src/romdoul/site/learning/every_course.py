"""Where the courses are: for leaving in a hurry, which knows of no page."""

from functools import lru_cache

from django.http import HttpResponse

from romdoul.site.learning import progress
from romdoul.site.pages import editions
from romdoul.site.pages.models import CoursePage


def forget(response: HttpResponse) -> None:
    """Take away what a device remembers of any course."""
    progress.forget(response, addresses())


def addresses() -> tuple[str, ...]:
    """Return the address of every course in every language, read once an edition."""
    return _read(editions.current())


@lru_cache(maxsize=1)
def _read(_edition: int) -> tuple[str, ...]:
    pages = CoursePage.objects.live().order_by("path")
    return tuple(address for page in pages if (address := page.get_url()))
