"""What the last POST of a report costs, over HTTP, durable before the answer.

A public process is served as an installation serves it, on a data folder made for
this; a bounded client on loopback sends reports of 2,000 characters both ways: the
form without JavaScript (sealed by the server) and JSON sealed by the browser. What
comes before the last POST is done first and not counted. Another process then answers
thousands of visits, to tell how much memory it is left with.
"""

from dataclasses import asdict, dataclass

from romdoul.cli.answer import WrongUse
from romdoul.cli.benches.intake_client import Burst, send
from romdoul.cli.benches.intake_server import Served, ground, started
from romdoul.cli.benches.intake_words import REQUESTS_A_VISIT, Reporter

CONNECTIONS = (1, 8, 32)
REPORTS = {1: 500, 8: 1_000, 32: 2_000}
WARMING = 100
REQUESTS = 10_000
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the benchmark; times in seconds, memory in megabytes."""

    cpu_s_per_report: float
    reports_per_s: float
    p50_s: float
    p95_s: float
    failed: int
    rss_mb: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What the serving process holds before and after so many requests."""

    requests: int
    failed: int
    rss_mb_before: float
    rss_mb: float


def measure(words: list[str]) -> dict[str, object]:
    """Return the figures by way and by number of connections, and the memory's.

    The first word, if given, is how many reports each of them sends; the second,
    after how many requests the memory is measured.

    Raises WrongUse for other words, or when the server does not start.
    """
    numbers = _numbers(words)
    with ground() as server:
        return measured(server, *numbers)


def measured(
    server: Served, reports: dict[int, int], requests: int
) -> dict[str, object]:
    """Return the figures of a prepared server, not started yet."""
    with started(server):
        figures = _by_way(server, reports)
    with started(server):
        return figures | {"after_requests": asdict(_after(server, requests))}


def _numbers(words: list[str]) -> tuple[dict[int, int], int]:
    if len(words) > 2 or not all(word.isdecimal() and int(word) for word in words):
        raise WrongUse("Give a number of reports, then one of requests, or neither.")
    reports = dict.fromkeys(CONNECTIONS, int(words[0])) if words else REPORTS
    return reports, int(words[1]) if len(words) > 1 else REQUESTS


def _by_way(server: Served, reports: dict[int, int]) -> dict[str, object]:
    reporter = Reporter(server)
    _burst(server, reporter.by_form(WARMING), 4)
    _burst(server, reporter.by_browser(WARMING), 4)
    ways = {"form": reporter.by_form, "browser": reporter.by_browser}
    return {
        way: {
            str(count): asdict(_burst(server, make(reports[count]), count))
            for count in CONNECTIONS
        }
        for way, make in ways.items()
    }


def _after(server: Served, requests: int) -> Memory:
    """Let the server answer as many requests, and return what it then holds."""
    first = server.rss_bytes()
    failed, left = 0, -(-requests // REQUESTS_A_VISIT)
    while left:
        now = min(left, AT_ONCE)
        failed += send(server.port, Reporter(server).visits(now), 8).failed
        left -= now
    return Memory(
        requests=-(-requests // REQUESTS_A_VISIT) * REQUESTS_A_VISIT,
        failed=failed,
        rss_mb_before=_megabytes(first),
        rss_mb=_megabytes(server.rss_bytes()),
    )


def _megabytes(count: int) -> float:
    return round(count / 2**20, 1)


def _burst(server: Served, requests: list[bytes], connections: int) -> Figures:
    before = server.cpu_seconds()
    burst: Burst = send(server.port, requests, connections)
    spent = server.cpu_seconds() - before
    return Figures(
        cpu_s_per_report=round(spent / len(requests), 6),
        reports_per_s=round(len(requests) / burst.seconds, 1),
        p50_s=round(burst.quantile(0.5), 5),
        p95_s=round(burst.quantile(0.95), 5),
        failed=burst.failed,
        rss_mb=_megabytes(server.rss_bytes()),
    )
