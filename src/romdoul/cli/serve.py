"""``romdoul serve``: starts the processes, and keeps them running."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

from romdoul.cli.answer import Answer, WrongUse, say
from romdoul.cli.arguments import Options, first_port
from romdoul.cli.settings import command
from romdoul.kernel.hardening import harden

SERVED = {"public": 0, "desks": 1, "edit": 2}
"""The processes of a whole installation, each with its distance from the first port."""
PORTLESS = ("jobs", "clock")
"""The processes that serve nobody."""
PATIENCE = 10.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0


@dataclass(slots=True)
class Child:
    """One process under supervision; ``port`` 0 for one that serves nobody."""

    name: str
    port: int
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    started: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start it, in a process of its own that ends with this one."""
        words = command("romdoul.cli.server", self.name, str(self.port))
        self.process = subprocess.Popen(words)  # noqa: S603 - our own module
        self.started = time.monotonic()

    def tend(self) -> None:
        """Start it again if it has ended, after a pause that grows."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
        elif self.process.poll() is not None:
            status = self.process.returncode
            say(f"{self.name} ended ({status}); starting it again", sys.stderr)
            lasted = now - self.started > LONGEST_PAUSE
            self.pause = FIRST_PAUSE if lasted else min(self.pause * 2, LONGEST_PAUSE)
            self.process, self.due = None, now + self.pause


@dataclass(slots=True)
class Supervisor:
    """Keeps its children running until it is told to end."""

    children: list[Child]
    ending: bool = field(default=False)

    def run(self) -> None:
        """Start every child and return when all have ended, after a signal."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._end)
        while not self.ending:
            for child in self.children:
                child.tend()
            time.sleep(0.2)
        self._end_all()

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.ending = True

    def _end_all(self) -> None:
        running = [c.process for c in self.children if c.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(timeout=max(until - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def run(options: Options) -> Answer:
    """Serve until SIGTERM or Ctrl-C; refuse when something is not ready."""
    return serve(options.process, first_port(options))


def serve(process: str, port: int) -> Answer:
    """Serve one process, or all of them.

    Raises WrongUse when the stores are behind, keys are missing or a port is taken.
    """
    # What it was given to hand on, such as a database's password, is read by nobody.
    harden()
    children = children_of(process, port)
    _require_ready(process)
    for child in children:
        _require_free(child.port)
    for child in children:
        if child.port:
            say(f"{child.name}: http://{host()}:{child.port}/")
    Supervisor(children).run()
    return Answer(lines=("Ended.",), data={"served": [c.name for c in children]})


def children_of(process: str, port: int) -> list[Child]:
    """Return what is to run, each with its port where it serves somebody."""
    if process == "all":
        served = [Child(name, port + distance) for name, distance in SERVED.items()]
        return [*served, *(Child(name, 0) for name in PORTLESS)]
    return [Child(process, 0 if process in PORTLESS else port)]


def host() -> str:
    """Return the address to listen at, ``ROMDOUL_HOST`` (default 127.0.0.1)."""
    return os.environ.get("ROMDOUL_HOST") or "127.0.0.1"


def _require_ready(process: str) -> None:
    """Ask in a process of its own, so that this one stays small."""
    said = _ask("init", "--check", "--process", process, "--json")
    # What is on the lists of erasures is gone before anybody is let in; nearly always
    # nothing is on them, and a start that need not ask is quick.
    if said["erased"]:
        _ask("erasures", "apply", "--process", process, "--json")


def _ask(*words: str) -> dict[str, object]:
    """Run a command of ours and return what it says; raise WrongUse if it says no."""
    line = command("romdoul.cli.main", *words)
    done = subprocess.run(line, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["It is not ready."])[-1]
        raise WrongUse(last.removeprefix("romdoul: "))
    said: dict[str, object] = json.loads(done.stdout)
    return said


def _require_free(port: int) -> None:
    family = socket.AF_INET6 if ":" in host() else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host(), port))
        except OSError as error:
            raise WrongUse(f"Port {port} at {host()} cannot be used") from error
