"""Real processes on free ports, with a home of their own; ended with the tests."""

import json
import os
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.factories.installation import initialised
from tests.factories.once import copy_parts, made_once

from romdoul.inbox.bindings import (
    answer_binding,
    attachment_binding,
    envelope_binding,
    message_binding,
)
from romdoul.inbox.content import MessageContent
from romdoul.kernel.secret import Secret
from romdoul.vault.opening import open_envelope, open_file
from romdoul.vault.sealing import seal_to

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0


@dataclass
class Installation:
    """A served installation: its folders, its addresses, and what opens it."""

    folder: Path
    port: int
    keys: dict[str, str]

    @property
    def public(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def desks(self) -> str:
        return f"http://localhost:{self.port + 1}"

    @property
    def edit(self) -> str:
        return f"http://localhost:{self.port + 2}"

    def inbox(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read (or change) the inbox's rows as they lie on disk."""
        return self.rows("inbox", query, *values)

    def rows(self, name: str, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Read (or change) a store's rows as they lie on disk."""
        store = sqlite3.connect(self.folder / f"home/{name}.sqlite3", timeout=20)
        try:
            with store:
                return store.execute(query, values).fetchall()
        finally:
            store.close()

    def reports(self) -> list[dict[str, Any]]:
        """Open every report that waits, as a member of its desk would."""
        rows = self.inbox(
            "SELECT id, desk, compartment, epoch, sealed, ref FROM inbox_envelope"
            " ORDER BY rowid"
        )
        return [self._opened(*row) for row in rows]

    def answer(self, text: str) -> None:
        """Answer into the newest mailbox, as the jobs deliver a desk's answer."""
        [(mailbox, public_key)] = self.inbox(
            "SELECT id, public_key FROM inbox_mailbox ORDER BY rowid DESC LIMIT 1"
        )
        name, plain = secrets.token_hex(16), MessageContent(text=text).plain()
        sealed = seal_to(public_key, plain, answer_binding(name, mailbox))
        self.inbox(
            "INSERT INTO inbox_message (id, mailbox_id, direction, compartment, epoch,"
            " sealed, created_at) VALUES (?, ?, 'out', '', 0, ?, ?)",
            *(name, mailbox, sealed, "2026-11-20 08:15:00"),
        )

    def letters(self) -> list[str]:
        """Open what strangers wrote into their mailboxes."""
        rows = self.inbox(
            "SELECT id, compartment, epoch, sealed FROM inbox_message"
            " WHERE direction = 'in' ORDER BY rowid"
        )
        key = Secret(bytes.fromhex(self.keys["hotline"]))
        found = []
        for name, compartment, epoch, sealed in rows:
            binding = message_binding(name, compartment, epoch)
            found.append(json.loads(open_envelope(key, sealed, binding))["text"])
        return found

    def _opened(self, name: str, desk: str, *rest: Any) -> dict[str, Any]:
        compartment, epoch, sealed, ref = rest
        binding = envelope_binding(name, compartment, epoch)
        key = Secret(bytes.fromhex(self.keys[desk]))
        content = json.loads(open_envelope(key, sealed, binding))
        return {**content, "desk": desk, "ref": ref, "place_of": (compartment, epoch)}

    def voice_of(self, report: dict[str, Any]) -> bytes:
        """Open a report's voice message."""
        voice, (compartment, epoch) = report["voice"], report["place_of"]
        [(sealed,)] = self.inbox(
            "SELECT sealed FROM inbox_attachment WHERE id = ?", voice["attachment"]
        )
        binding = attachment_binding(voice["attachment"], compartment, epoch)
        return b"".join(
            open_file(Secret(bytes.fromhex(voice["key"])), [sealed], binding)
        )


def environment(folder: Path) -> dict[str, str]:
    """Return what a process of this installation runs in."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ROMDOUL_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    return {
        **kept,
        "TMPDIR": str(temporary),
        "ROMDOUL_HOME": str(folder / "home"),
        "ROMDOUL_KEYS": str(folder / "keys"),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }


def free_ports() -> int:
    """Return a port that is free, as are the two after it."""
    while True:
        with socket.socket() as first, socket.socket() as one, socket.socket() as two:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                one.bind(("127.0.0.1", port + 1))
                two.bind(("127.0.0.1", port + 2))
            except (OSError, OverflowError):
                continue
            return port


def romdoul(folder: Path, *words: str) -> None:
    """Run one command of ours to its end; raise if it fails."""
    line = [sys.executable, "-m", "romdoul.cli.main", *words]
    subprocess.run(line, env=environment(folder), check=True, stdout=subprocess.DEVNULL)


def run_module(folder: Path, module: str, *words: str) -> None:
    """Run a module of the tests in an installation; raise if it fails."""
    line = [sys.executable, "-m", module, *words]
    subprocess.run(line, env=environment(folder), cwd=ROOT, check=True)


def published(shared: Path) -> Path:
    """Return the folder of an installation with both desks' keys out, to copy.

    ``desks.json`` in it opens what is sent to them.
    """

    def make(folder: Path) -> None:
        copy_parts(initialised(shared), folder)
        run_module(folder, "tests.journeys.prepare", str(folder / "desks.json"))

    return made_once(shared, "published", make)


@contextmanager
def serving(folder: Path, port: int, process: str) -> Iterator[None]:
    """Serve for as long as the block runs."""
    line = [sys.executable, "-m", "romdoul.cli.main", "serve"]
    line += ["--process", process, "--port", str(port)]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            line, env=environment(folder), stdout=log, stderr=log
        )
        try:
            for served in range(port, port + (3 if process == "all" else 1)):
                wait_for(f"http://127.0.0.1:{served}/", running, folder / "log")
            yield
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(timeout=PATIENCE)


def wait_for(address: str, running: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the address answers; raise with the log if the process ends."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if running.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - our own process
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"not served: {log.read_text()[-2000:]}")
