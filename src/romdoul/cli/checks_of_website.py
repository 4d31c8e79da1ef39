"""The website's clock: whether what is due goes out, and ended consents end."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone

from romdoul.cli.findings import Finding, advise
from romdoul.site.models import LastDone

# It goes round every minute.
LATE = timedelta(minutes=15)
HOW = "nothing goes out or ends by itself: romdoul serve --process clock"


def website() -> Iterator[Finding]:
    """Say when the website's clock last looked at what is due."""
    try:
        last = LastDone.objects.filter(name="pages").first()
    except DatabaseError:
        # The check of the stores says so.
        return
    ago = None if last is None else timezone.now() - last.at
    said = "never ran" if last is None else f"last ran {last.at:%Y-%m-%d %H:%M} UTC"
    yield advise(
        "website",
        f"its clock {said}",
        holds=ago is not None and ago < LATE,
        otherwise=f"its clock {said}: {HOW}",
    )
