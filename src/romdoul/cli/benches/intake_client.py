"""A bounded client on loopback: so many connections, each one request at a time."""

import queue
import socket
import threading
import time
from dataclasses import dataclass, field

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


def send(port: int, requests: list[bytes], connections: int) -> Burst:
    """Send every request once and return when all are answered or have failed."""
    burst, waiting = Burst(), queue.SimpleQueue[tuple[int, bytes]]()
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
    with socket.create_connection(("127.0.0.1", port), TIMEOUT) as line:
        line.sendall(request)
        return _answer(line)


def _work(
    port: int, waiting: "queue.SimpleQueue[tuple[int, bytes]]", burst: Burst
) -> None:
    line: socket.socket | None = None
    while True:
        try:
            place, request = waiting.get_nowait()
        except queue.Empty:
            break
        begun = time.perf_counter()
        try:
            line = line or socket.create_connection(("127.0.0.1", port), TIMEOUT)
            line.sendall(request)
            answer = _answer(line)
        except OSError:
            burst.failed += 1
            line = None
            continue
        burst.times.append(time.perf_counter() - begun)
        _note(burst, place, answer)
    if line is not None:
        line.close()


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
