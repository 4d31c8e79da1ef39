"""The last requests of reports, made ready beforehand: both ways of sending one."""

import base64
import json
import secrets
from dataclasses import dataclass

from romdoul.cli.benches.intake_client import send
from romdoul.cli.benches.intake_server import Served
from romdoul.inbox.bindings import envelope_binding
from romdoul.inbox.codes import Kind
from romdoul.inbox.content import VOICE_BYTES_MAX, ReportContent
from romdoul.vault.sealing import seal_to

CHARACTERS = 2_000
SENTENCE = "ក្មេងម្នាក់ត្រូវការជំនួយ។ A child near us needs help. "
TEXT = (SENTENCE * CHARACTERS)[:CHARACTERS]
BOUNDARY = "romdoulbench"
RECORDING = (b"OggS" + bytes(range(256)) * (VOICE_BYTES_MAX // 256))[:VOICE_BYTES_MAX]
_OGG = '; filename="voice.ogg"\r\nContent-Type: audio/ogg'
_NONE = '; filename=""\r\nContent-Type: application/octet-stream'
# A visit: two pages, the beginning of a report, and its end in either way; one in
# forty brings the longest recording that is taken.
REQUESTS_A_VISIT = 5
RECORDED = 40
_BEGIN = (
    b"POST /en/tell/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n"
    b"Sec-Fetch-Site: same-origin\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Makes requests for one server."""

    server: Served

    def by_form(self, count: int) -> list[bytes]:
        """Return last pages without JavaScript, each with a draft of its own."""
        return [_form(cookie) for cookie in self._drafts(count)]

    def by_browser(self, count: int) -> list[bytes]:
        """Return reports that a browser sealed, each a submission of its own."""
        return [self._sealed(secrets.token_hex(16)) for _ in range(count)]

    def visits(self, count: int) -> list[bytes]:
        """Return what so many visits send, but for each one's beginning: sent here."""
        first, box = [_get("/km/")] * count, [_get("/en/box/")] * count
        forms = [
            _form(cookie, b"" if number % RECORDED else RECORDING)
            for number, cookie in enumerate(self._drafts(count))
        ]
        visits = zip(first, forms, box, self.by_browser(count), strict=True)
        return [request for visit in visits for request in visit]

    def _drafts(self, count: int) -> list[str]:
        begun = send(self.server.port, [_BEGIN] * count, 4)
        return [_cookie(answer) for answer in begun.answers]

    def _sealed(self, submission: str) -> bytes:
        desk = self.server.desk
        compartment, epoch = desk["compartment"], int(desk["epoch"])
        content = ReportContent(id=submission, kind=Kind.CONCERN_FOR_CHILD, text=TEXT)
        sealed = seal_to(
            bytes.fromhex(desk["public"]),
            content.plain(),
            envelope_binding(submission, compartment, epoch),
        )
        document = {
            "submission": submission,
            "desk": "hotline",
            "compartment": compartment,
            "epoch": epoch,
            "priority": "medium",
            "sealed": base64.b64encode(sealed).decode(),
        }
        body = json.dumps(document).encode()
        return _post("/en/form/send/", "application/json", body)


def _form(cookie: str, recording: bytes = b"") -> bytes:
    # A browser names the recording even where none was chosen.
    voice = _OGG if recording else _NONE
    fields = {
        '"text"': TEXT.encode(),
        f'"voice"{voice}': recording,
        '"kind"': b"other",
        '"step"': b"tell",
        '"whole"': b"1",
    }
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    parts = [
        b"".join(((head + name).encode(), b"\r\n\r\n", value, b"\r\n"))
        for name, value in fields.items()
    ]
    body = b"".join([*parts, f"--{BOUNDARY}--\r\n".encode()])
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return _post("/en/form/", kind, body, f"Cookie: {cookie}\r\n")


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def _post(path: str, kind: str, body: bytes, more: str = "") -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\nSec-Fetch-Site: same-origin\r\n{more}\r\n"
    )
    return head.encode() + body


def _cookie(answer: bytes) -> str:
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1")
    for row in head.split("\r\n"):
        name, _, value = row.partition(":")
        if name.lower() == "set-cookie" and value.strip().startswith("f="):
            return value.strip().partition(";")[0]
    raise ValueError("the form gave no draft")
