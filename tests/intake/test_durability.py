"""What was acknowledged is on the disk, whatever happens to the process next."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.installation import initialised
from tests.factories.once import copy_parts

from romdoul.cli.benches.intake_client import Burst, send
from romdoul.cli.benches.intake_server import Served, prepared
from romdoul.cli.benches.intake_words import Reporter

KILLS = 20
REPORTS = 150
CONNECTIONS = 8


@pytest.fixture(scope="module")
def server(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("durable")
    copy_parts(initialised(shared), folder)
    made = prepared(folder)
    yield made
    made.kill()


def kill_in_the_middle(server: Served, after: int) -> Burst:
    """Kill the server once ``after`` reports of a burst were acknowledged."""
    server.start(alone=True)
    burst = Burst()
    requests = Reporter(server).by_browser(REPORTS)
    sending = threading.Thread(
        target=send, args=(server.port, requests, CONNECTIONS, burst)
    )
    sending.start()
    until = time.monotonic() + 30
    while len(burst.answers) < after and time.monotonic() < until:
        time.sleep(0.001)
    server.kill()
    sending.join()
    return burst


def refs_of(burst: Burst) -> set[str]:
    bodies = (answer.partition(b"\r\n\r\n")[2] for answer in burst.answers)
    return {json.loads(body)["ref"] for body in bodies}


def stored(folder: Path) -> set[str]:
    with sqlite3.connect(folder / "home" / "inbox.sqlite3") as inbox:
        assert inbox.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {row[0] for row in inbox.execute("SELECT ref FROM inbox_envelope")}


def test_no_acknowledged_report_is_lost_when_the_process_is_killed_20_times(
    server: Served,
) -> None:
    acknowledged: set[str] = set()
    cut = 0
    for number in range(KILLS):
        burst = kill_in_the_middle(server, after=5 + 3 * number)
        acknowledged |= refs_of(burst)
        cut += burst.failed
    assert len(acknowledged) >= KILLS * 5
    # The kills came while reports were on their way, not after them.
    assert cut >= KILLS * CONNECTIONS
    assert acknowledged <= stored(server.folder)
