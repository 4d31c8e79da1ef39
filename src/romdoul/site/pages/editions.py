"""Which edition of the website is out: what is kept in memory is kept for one."""

import time
from functools import lru_cache

from django.db.models import F

from romdoul.site.pages.models import Edition

FRESH_SECONDS = 5
ONLY = 1


def current() -> int:
    """Return the number of the edition, read anew every ``FRESH_SECONDS``."""
    return _read(int(time.monotonic() / FRESH_SECONDS))


def begin_next() -> None:
    """Let everything that is kept of this edition end."""
    Edition.objects.get_or_create(pk=ONLY)
    Edition.objects.filter(pk=ONLY).update(number=F("number") + 1)
    forget()


def forget() -> None:
    """Let the next question read the edition anew."""
    _read.cache_clear()


@lru_cache(maxsize=1)
def _read(_period: int) -> int:
    found = Edition.objects.filter(pk=ONLY).values_list("number", flat=True).first()
    return found or 0
