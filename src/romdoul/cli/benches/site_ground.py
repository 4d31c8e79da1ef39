"""Fills a website with articles and asks for its pages; see ``benches.site``."""

import json
import sys
import time
from datetime import date, timedelta
from random import Random
from statistics import median
from urllib.parse import quote

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from romdoul.site.content.places import page_at
from romdoul.site.pages.kept import pages
from romdoul.site.pages.models import ArticlePage

NEWS = "explore/media/news"
SEED, RUNS, WARM = 7, 15, 3
FIRST = date(2012, 1, 1)
WORDS = (
    *("children", "school", "training", "court", "hearing", "family", "guesthouse"),
    *("province", "hotline", "report", "teacher", "police", "officer", "lawyer"),
    *("support", "plan", "meeting", "community", "village", "river"),
)
TAGS = ("training", "court", "hotline", "prevention", "partners")


def fill(size: int) -> None:
    """Write so many articles among the English news."""
    parent = page_at(NEWS, "en")
    if parent is None:
        raise SystemExit("there is no page for the news")
    lot = Random(SEED)  # noqa: S311 - a benchmark, not a secret
    # Where a page is referred to is for its editors; to note it costs as much again.
    with disable_reference_index_auto_update():
        _fill(parent, size, lot)


def _fill(parent: Page, size: int, lot: Random) -> None:
    for number in range(size):
        page = ArticlePage(
            title=f"Article {number} on {' '.join(lot.sample(WORDS, 3))}",
            summary=" ".join(lot.choices(WORDS, k=20)),
            slug=f"article-{number}",
            published_on=FIRST + timedelta(days=lot.randrange(5_000)),
            locale=parent.locale,
            body=[("text", f"<p>{' '.join(lot.choices(WORDS, k=300))}</p>")],
        )
        page.tags.add(lot.choice(TAGS))
        parent.add_child(instance=page)


def main() -> None:
    """Ask for each kind of page, unkept, and print the figures as JSON."""
    some = ArticlePage.objects.live().order_by("-published_on", "-pk")[5]
    older = f"before/{some.published_on.isoformat()}-{some.pk}/"
    asked = {
        "home": "/en/",
        "section": "/en/about/",
        "page": "/en/about/mission/",
        "articles": f"/en/{NEWS}/",
        "older articles": f"/en/{NEWS}/{older}",
        "articles of a tag": f"/en/{NEWS}/tag/court/",
        "article": some.get_url(),
        "search": "/en/search/?q=guesthouse+training",
        "search in Khmer": f"/km/search/?q={quote('កុមារ')}",
    }
    client = Client(headers={"host": "127.0.0.1"})
    figures = {name: _figures(client, path) for name, path in asked.items()}
    sys.stdout.write(f"{json.dumps(figures)}\n")


def _figures(client: Client, path: str) -> dict[str, float]:
    times, spent = [], []
    for number in range(WARM + RUNS):
        pages.forget()
        begun, used = time.perf_counter(), time.process_time()
        status = client.get(path).status_code
        if number >= WARM:
            times.append(time.perf_counter() - begun)
            spent.append(time.process_time() - used)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
    pages.forget()
    with CaptureQueriesContext(connection) as statements:
        client.get(path)
    return {
        "ms": round(median(times) * 1000, 1),
        "cpu_ms": round(median(spent) * 1000, 1),
        "queries": len(statements),
    }
