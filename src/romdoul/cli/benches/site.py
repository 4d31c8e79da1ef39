"""What the website's pages cost, with 100 articles and with 5,000.

*cached*: a page that is kept, asked for by a bounded client on loopback over 32
connections. *pages*: server time of a page that is not kept, from request to rendered
page over Django's test client, the processor's time of it, and the statements it sends.
"""

import json
import sys
import tempfile
from pathlib import Path

from romdoul.cli.answer import WrongUse
from romdoul.cli.benches.intake_client import send
from romdoul.cli.benches.intake_server import Served, prepared, run_for

SMALL, LARGE = 100, 5_000
CONNECTIONS, WARMING, REQUESTS = 32, 200, 10_000
KEPT = "/en/explore/media/news/"
_FILL = (
    "import django; django.setup();"
    " from romdoul.cli.benches import site_ground; site_ground.fill({size})"
)
_MEASURE = (
    "import django; django.setup();"
    " from romdoul.cli.benches import site_ground; site_ground.main()"
)


def measure(words: list[str]) -> dict[str, object]:
    """Return the figures of pages at both sizes, and of a kept page at the larger.

    ``words`` may name two other sizes.

    Raises WrongUse when a size is none, or a measuring process fails.
    """
    small, large = _sizes(words)
    few, _ = _measured(small, cached=False)
    many, cached = _measured(large, cached=True)
    pages = {
        page: {
            "ms_small": few[page]["ms"],
            "ms_large": found["ms"],
            "cpu_ms_small": few[page]["cpu_ms"],
            "cpu_ms_large": found["cpu_ms"],
            "queries_small": few[page]["queries"],
            "queries": found["queries"],
        }
        for page, found in many.items()
    }
    return {"small": small, "large": large, "cached": cached, "pages": pages}


def _sizes(words: list[str]) -> tuple[int, int]:
    try:
        small, large = (int(word) for word in words or (SMALL, LARGE))
    except ValueError:
        raise WrongUse("Give two numbers of articles, or none.") from None
    if not 20 <= small <= large:
        raise WrongUse("Give two numbers of articles, the smaller first, from 20 on.")
    return small, large


def _measured(
    size: int, *, cached: bool
) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    with tempfile.TemporaryDirectory(prefix="romdoul-bench-") as folder:
        server = prepared(Path(folder))
        fill = [sys.executable, "-c", _FILL.format(size=size)]
        run_for(server, fill, settings="edit_console")
        said = run_for(server, [sys.executable, "-c", _MEASURE])
        figures: dict[str, dict[str, float]] = json.loads(said.splitlines()[-1])
        return figures, _cached(server) if cached else {}


def _cached(server: Served) -> dict[str, float]:
    """Return what a kept page costs, asked for by many at once."""
    request = (
        f"GET {KEPT} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        "User-Agent: Mozilla/5.0 (Linux; Android 11) Chrome/120\r\n\r\n"
    ).encode()
    try:
        server.start(alone=True)
        send(server.port, [request] * WARMING, CONNECTIONS)
        before = server.cpu_seconds()
        burst = send(server.port, [request] * REQUESTS, CONNECTIONS)
        spent = server.cpu_seconds() - before
        return {
            "requests_per_s": round(REQUESTS / burst.seconds, 0),
            "cpu_s_per_request": round(spent / REQUESTS, 6),
            "p50_s": round(burst.quantile(0.5), 4),
            "p95_s": round(burst.quantile(0.95), 4),
            "failed": burst.failed,
            "rss_mb": round(server.rss_bytes() / 1e6, 0),
        }
    finally:
        server.kill()
