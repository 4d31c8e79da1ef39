"""A bounded client on loopback: so many connections, each one request at a time."""

import queue
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

TIMEOUT = 30.0
TAKEN = frozenset({b"200", b"303"})


@dataclass(slots=True)
class Burst:
    """What a burst of requests was answered; ``acknowledged`` are their places."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    failed: int = 0

    def quantile(self, part: float) -> float:
        """Return the time under which this part of the requests was answered."""
        ordered = sorted(self.times) or [0.0]
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def send(
    port: int, requests: list[bytes], connections: int, burst: Burst | None = None
) -> Burst:
    """Send every request once and return when all are answered or have failed.

    A ``burst`` that is given is filled while they are sent.
    """
    burst = burst or Burst()
    waiting = queue.SimpleQueue[tuple[int, bytes]]()
    for numbered in enumerate(requests):
        waiting.put(numbered)
    threads = [
        threading.Thread(target=_work, args=(port, waiting, burst))
        for _ in range(connections)
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    burst.seconds = time.perf_counter() - begun
    return burst


def ask(port: int, request: bytes) -> bytes:
    """Send one request and return the whole answer; raise OSError if there is none."""
    with _Line(port) as line:
        return line.ask(request)


class _Line:
    """One connection that is kept open, and opened anew after it was cut."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def ask(self, request: bytes) -> bytes:
        """Return the whole answer; raise OSError if there is none."""
        try:
            if self._socket is None:
                address = ("127.0.0.1", self._port)
                self._socket = socket.create_connection(address, TIMEOUT)
            self._socket.sendall(request)
            return _answer(self._socket)
        except OSError:
            self._close()
            raise

    def _close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _work(
    port: int, waiting: "queue.SimpleQueue[tuple[int, bytes]]", burst: Burst
) -> None:
    with _Line(port) as line, suppress(queue.Empty):
        while True:
            place, request = waiting.get_nowait()
            begun = time.perf_counter()
            try:
                answer = line.ask(request)
            except OSError:
                burst.failed += 1
                continue
            burst.times.append(time.perf_counter() - begun)
            _note(burst, place, answer)


def _note(burst: Burst, place: int, answer: bytes) -> None:
    if answer[9:12] in TAKEN:
        burst.acknowledged.append(place)
        burst.answers.append(answer)
    else:
        burst.failed += 1


def _answer(line: socket.socket) -> bytes:
    """Return one answer: its head, and the body that the head announces."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += _some(line)
    head, _, body = got.partition(b"\r\n\r\n")
    length = _length(head)
    while len(body) < length:
        body += _some(line)
    return head + b"\r\n\r\n" + body


def _some(line: socket.socket) -> bytes:
    got = line.recv(65536)
    if not got:
        raise ConnectionError("cut off")
    return got


def _length(head: bytes) -> int:
    for row in head.split(b"\r\n"):
        name, _, value = row.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
