"""A public process on a data folder made for it, with a desk's key to seal to."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from romdoul.cli.answer import WrongUse
from romdoul.cli.benches.intake_client import ask
from romdoul.cli.settings import command

PATIENCE = 60.0
_GROUND = (
    "import django; django.setup();"
    " from romdoul.cli.benches import intake_ground; intake_ground.main()"
)


@dataclass(slots=True)
class Served:
    """A process that answers at a port of loopback, and its folder."""

    folder: Path
    port: int
    desk: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Return an environment in which every store is a file in the folder."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("ROMDOUL_")}
        return kept | {
            "ROMDOUL_HOME": str(self.folder / "home"),
            "ROMDOUL_KEYS": str(self.folder / "keys"),
        }

    def start(self, *, alone: bool = False) -> None:
        """Serve, and return when the form answers; raise WrongUse if it does not.

        ``alone`` leaves out the supervisor and what it checks first.
        """
        port = str(self.port)
        words = command(
            "romdoul.cli.main", "serve", "--process", "public", "--port", port
        )
        if alone:
            words = command("romdoul.cli.server", "public", port)
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and words
            words,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            if self._answers():
                return
            time.sleep(0.05)
        raise WrongUse("the public process does not start")

    def kill(self) -> None:
        """End every process of it at once, as a power cut would (SIGKILL)."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def cpu_seconds(self) -> float:
        """Return the processor time that its processes have used."""
        ticks = 0
        for pid in self._pids():
            fields = _stat(pid)
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def rss_bytes(self) -> int:
        """Return the resident memory of its largest process: the one that serves."""
        pages = [int(_stat(pid)[21]) for pid in self._pids()]
        return max(pages, default=0) * os.sysconf("SC_PAGE_SIZE")

    def _answers(self) -> bool:
        try:
            return ask(self.port, hello()).startswith(b"HTTP/1.1 200")
        except OSError:
            return False

    def _pids(self) -> list[int]:
        """Return the processes of its session (proc(5), field 6)."""
        if self.process is None:
            return []
        every = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
        return [pid for pid in every if _session(pid) == self.process.pid]


def hello() -> bytes:
    """Return a request for the first page."""
    return b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@contextmanager
def ground() -> Iterator[Served]:
    """Make a public process's folder, not served yet, for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="romdoul-bench-") as folder:
        yield prepared(Path(folder))


@contextmanager
def started(server: Served) -> Iterator[Served]:
    """Serve while the block runs, in a process of its own."""
    try:
        server.start()
        yield server
    finally:
        server.kill()


def prepared(folder: Path) -> Served:
    """Make stores, keys and a published key in a folder; raise WrongUse if it fails."""
    server = Served(folder, _free_port())
    for process in ("edit", "public"):
        run_for(server, command("romdoul.cli.main", "init", "--process", process))
    said = run_for(server, [sys.executable, "-c", _GROUND])
    names = ("compartment", "epoch", "public")
    server.desk = dict(zip(names, said.split()[-3:], strict=True))
    return server


def run_for(server: Served, words: list[str], *, settings: str = "public") -> str:
    """Run a command on a server's folder; return what it printed.

    Raises WrongUse with its last line when it fails.
    """
    module = {"DJANGO_SETTINGS_MODULE": f"romdoul.config.settings.{settings}"}
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        words,
        env=server.environment | module,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise WrongUse(" ".join(done.stderr.strip().splitlines()[-1:]))
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _stat(pid: int) -> list[str]:
    """Return the fields of proc(5) from the third on; zeros for one that is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ["0"] * 50
    return text.rpartition(")")[2].split()


def _session(pid: int) -> int:
    return int(_stat(pid)[3])
