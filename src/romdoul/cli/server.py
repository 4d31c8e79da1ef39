"""One process under ``romdoul serve``: ``python -m romdoul.cli.server NAME PORT``."""

import os
import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from romdoul.cli.serve import host
from romdoul.cli.settings import command
from romdoul.kernel.hardening import end_with_parent, harden

# Threads wait for the disk, not for the processor. More of them would only queue
# for SQLite's one writer; each keeps a database connection while it lives.
THREADS = 4
LONGEST_IDLE = 600
# What serves nobody, and goes round by the clock.
LOOPS = {"jobs": "romdoul.jobs", "clock": "romdoul.jobs.website"}


def main(name: str, port: int) -> None:
    """Run one process until it is terminated."""
    end_with_parent()
    harden()
    if name in LOOPS:
        words = command(LOOPS[name])
        os.execv(words[0], words)  # noqa: S606 - our own module
    serve_http(name, port)


def serve_http(name: str, port: int) -> None:
    """Serve: one worker, some threads, no access log."""
    Granian(
        f"romdoul.config.wsgi.{name}:application",
        address=host(),
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=1,
        blocking_threads=int(os.environ.get("ROMDOUL_THREADS") or THREADS),
        blocking_threads_idle_timeout=LONGEST_IDLE,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
