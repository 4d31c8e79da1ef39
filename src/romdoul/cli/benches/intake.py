"""What the last POST of a report costs, over HTTP, durable before the answer.

A public process is served as an installation serves it, on a data folder made for
this; a bounded client on loopback sends reports of 2,000 characters both ways: the
form without JavaScript (sealed by the server) and JSON sealed by the browser. What
comes before the last POST is done first and not counted.
"""

from dataclasses import asdict, dataclass

from romdoul.cli.benches.intake_client import Burst, send
from romdoul.cli.benches.intake_server import Served, served
from romdoul.cli.benches.intake_words import Reporter

CONNECTIONS = (1, 8, 32)
REPORTS = {1: 500, 8: 1_000, 32: 2_000}
WARMING = 100


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the benchmark; times in seconds, memory in megabytes."""

    cpu_s_per_report: float
    reports_per_s: float
    p50_s: float
    p95_s: float
    failed: int
    rss_mb: float


def measure(words: list[str]) -> dict[str, object]:
    """Return the figures by way and by number of connections.

    A word, if given, is how many reports each of them sends.

    Raises WrongUse when the server does not start.
    """
    reports = int(words[0]) if words and words[0].isdecimal() else 0
    with served() as server:
        reporter = Reporter(server)
        _burst(server, reporter.by_form(WARMING), 4)
        _burst(server, reporter.by_browser(WARMING), 4)
        return {
            way: {
                str(count): asdict(
                    _burst(server, make(reports or REPORTS[count]), count)
                )
                for count in CONNECTIONS
            }
            for way, make in (
                ("form", reporter.by_form),
                ("browser", reporter.by_browser),
            )
        }


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
        rss_mb=round(server.rss_bytes() / 2**20, 1),
    )
