"""Counting in memory, and adding to the store now and then: sums, and nobody."""

import re
import threading
import time
from collections import Counter
from datetime import date

from django.db import close_old_connections, transaction
from django.db.models import Count, Min, Sum
from django.http import HttpRequest
from django.utils import timezone

from romdoul.site.counting.models import Tally

FLUSH_SECONDS = 20
# What says of itself that it is a program; programs that do not are few.
ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|fetch|preview|monitor|check|scan|archive|curl|wget"
    r"|python|java/|go-http|httpclient|okhttp|headless|lighthouse|facebookexternalhit"
    r"|whatsapp|telegram|embed|index|feed|rss|^$",
    re.IGNORECASE,
)

_lock = threading.Lock()
_counts: Counter[tuple[str, str]] = Counter()
_flushed = [time.monotonic()]


def is_of_a_person(request: HttpRequest) -> bool:
    """Say whether a person seems to look, as far as a request tells without a trace."""
    headers = request.headers
    if ROBOT.search(headers.get("User-Agent", "")):
        return False
    if "prefetch" in (headers.get("Sec-Purpose", "") + headers.get("Purpose", "")):
        return False
    # A browser that says what it loads for says "document" when a page is opened.
    return headers.get("Sec-Fetch-Dest", "document") == "document"


def count(kind: Tally.Kind, subject: str) -> None:
    """Count one more; written within ``FLUSH_SECONDS`` while the process lives."""
    with _lock:
        _counts[kind.value, subject] += 1
        is_due = time.monotonic() - _flushed[0] >= FLUSH_SECONDS
        if is_due:
            _flushed[0] = time.monotonic()
    if is_due:
        # The visitor does not wait for the store.
        threading.Thread(target=_flush_and_close, daemon=True).start()


def forget() -> None:
    """Forget what is not written yet."""
    with _lock:
        _counts.clear()
        _flushed[0] = time.monotonic()


def flush() -> int:
    """Add what was counted to the store; return how many sums."""
    with _lock:
        counted = dict(_counts)
        _counts.clear()
    today = timezone.localdate()
    Tally.objects.bulk_create(
        Tally(kind=kind, subject=subject, on=today, number=number)
        for (kind, subject), number in counted.items()
    )
    return len(counted)


def total(kind: Tally.Kind, subject: str) -> int:
    """Return how often something was counted in all, as far as it is written."""
    rows = Tally.objects.filter(kind=kind, subject=subject)
    return rows.aggregate(all=Sum("number"))["all"] or 0


def totals(
    kind: Tally.Kind, subjects: list[str], *, since: date = date.min
) -> dict[str, int]:
    """Return the totals of several things, from a day on, in one query."""
    rows = Tally.objects.filter(kind=kind, subject__in=subjects, on__gte=since)
    summed = rows.values("subject").annotate(all=Sum("number"))
    return dict(summed.values_list("subject", "all"))


def compact() -> int:
    """Make one row of each thing's rows of a past day; return how many went."""
    past = Tally.objects.filter(on__lt=timezone.localdate())
    sums = past.values("kind", "subject", "on").annotate(
        all=Sum("number"), rows=Count("pk"), first=Min("pk")
    )
    gone = 0
    for row in sums.filter(rows__gt=1):
        same = past.filter(kind=row["kind"], subject=row["subject"], on=row["on"])
        with transaction.atomic():
            past.filter(pk=row["first"]).update(number=row["all"])
            gone += same.exclude(pk=row["first"]).delete()[0]
    return gone


def _flush_and_close() -> None:
    try:
        flush()
    finally:
        close_old_connections()
