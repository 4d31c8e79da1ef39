"""Signed statements of what a stream was, to be kept where nobody can rewrite it.

One line each: ``romdoul-checkpoint-1 STORE SEQUENCE DIGEST TIME SIGNATURE``, digest
and signature in hexadecimal (Ed25519, RFC 8032), time in UTC. Blank lines and lines
that begin with ``#`` may stand between.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput, KeyUnfit, LedgerBroken, SignatureBroken
from romdoul.kernel.secret import Secret
from romdoul.ledger.chain import genesis
from romdoul.ledger.findings import Kind, Report
from romdoul.ledger.following import Following, Mark, Origin
from romdoul.ledger.models import Checkpoint
from romdoul.ledger.reading import End, Stored, head, stored_checkpoints
from romdoul.ledger.stores import Store, alias
from romdoul.vault.keys import SignKeys
from romdoul.vault.sign import sign_bytes, verify_bytes

EVERY = 1000
_CONTEXT = "ledger checkpoint"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MARK = "romdoul-checkpoint-1"
_LINE = re.compile(
    rf"^{_MARK} (\w+) ([1-9]\d{{0,18}}) ([0-9a-f]{{64}})"
    r" (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) ([0-9a-f]{128})$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says: this store's stream had this digest at this entry."""

    store: Store
    seq: int
    digest: bytes
    at: int

    def __str__(self) -> str:
        moment = _EPOCH + timedelta(seconds=self.at)
        said = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        return f"{_MARK} {self.store} {self.seq} {self.digest.hex()} {said}"

    def signed(self, keys: SignKeys) -> bytes:
        """Return the signature of the line."""
        return sign_bytes(keys, str(self).encode(), _CONTEXT)

    def verify(self, public: bytes, signature: bytes) -> None:
        """Raise SignatureBroken unless this key signed it."""
        verify_bytes(public, str(self).encode(), signature, _CONTEXT)


def sign_due(
    store: Store, key: Secret, every: int = EVERY, *, now: datetime
) -> Checkpoint | None:
    """Sign the store's stream if it has grown by that many entries since the last.

    What is signed was followed from the last checkpoint, whose signature was
    checked: a stream that does not hold is not blessed.

    Raises:
        LedgerBroken: the stream does not hold; nothing is signed.
    """
    keys = SignKeys.of(key)
    last = _last(store)
    end = head(store)
    if end is None or end.seq < (last.seq if last else 0) + every:
        return None
    walked = _followed(store, last, end, keys.public)
    said = Statement(store, walked.seq, walked.digest, int(now.timestamp()))
    with transaction.atomic(using=alias(store)):
        return Checkpoint.objects.using(alias(store)).create(
            seq=said.seq, digest=said.digest, at=said.at, signature=said.signed(keys)
        )


def export(store: Store) -> str | None:
    """Return the line of the store's last checkpoint, to be kept elsewhere."""
    row = _last(store)
    return None if row is None else f"{_stated(store, row)} {row.signature.hex()}"


def parse(lines: bytes) -> list[tuple[Statement, bytes]]:
    """Return the statements of kept lines, each with its signature, unchecked.

    Raises:
        BadInput: a line is no checkpoint, or there is none at all.
    """
    text = lines.decode("utf-8", errors="replace")
    stripped = [
        (number, line.strip()) for number, line in enumerate(text.split("\n"), 1)
    ]
    found = [
        _parsed(number, line)
        for number, line in stripped
        if line and not line.startswith("#")
    ]
    if not found:
        raise BadInput(_("There is no checkpoint in this file."))
    return found


def marks(store: Store, lines: bytes | None, public: bytes | None) -> Iterator[Mark]:
    """Yield what is stated of the store: by the kept lines, then by its own.

    A mark whose signature does not hold, or cannot be checked, says so itself.

    Raises:
        BadInput: a kept line is no checkpoint.
    """
    for said, signature in parse(lines) if lines is not None else ():
        if said.store is store:
            yield _mark(said, signature, Origin.KEPT, public)
    for row in stored_checkpoints(store):
        yield _mark(_stated(store, row), row.signature, Origin.STORED, public)


def believed(
    stated: Iterator[Mark], public: bytes | None, report: Report
) -> list[Mark]:
    """Return the marks to compare; one with a wrong signature becomes a finding."""
    found = []
    for mark in stated:
        if public is not None and not mark.signed:
            report.add(Kind.CHECKPOINT_SIGNATURE, mark.seq)
        else:
            found.append(mark)
    return found


def _mark(
    said: Statement, signature: bytes, origin: Origin, public: bytes | None
) -> Mark:
    return Mark(said.seq, said.digest, origin, _is_signed(said, signature, public))


def _is_signed(said: Statement, signature: bytes, public: bytes | None) -> bool:
    if public is None:
        return False
    try:
        said.verify(public, signature)
    except (SignatureBroken, KeyUnfit, OverflowError):
        return False  # A time past the calendar was not signed either.
    return True


def _parsed(number: int, line: str) -> tuple[Statement, bytes]:
    # A line that is none has no parts, and fails like one with a month 13.
    parts = _LINE.findall(line)
    try:
        ((store, seq, digest, at, signature),) = parts
        moment = datetime.fromisoformat(at)
        said = Statement(
            Store(store), int(seq), bytes.fromhex(digest), int(moment.timestamp())
        )
    except ValueError:
        raise BadInput(_("Line %(n)s is no checkpoint.") % {"n": number}) from None
    return said, bytes.fromhex(signature)


def _last(store: Store) -> Stored | None:
    return next(iter(stored_checkpoints(store, last=True)), None)


def _stated(store: Store, row: Stored) -> Statement:
    return Statement(store, row.seq, row.digest, row.at)


def _followed(store: Store, last: Stored | None, end: End, public: bytes) -> Following:
    start = End(0, genesis(store))
    if last is not None:
        try:
            _stated(store, last).verify(public, last.signature)
        except SignatureBroken as broken:
            raise LedgerBroken(store.value, Kind.CHECKPOINT_SIGNATURE) from broken
        start = End(last.seq, last.digest)
    walked = Following(store, start)
    walked.expect([Mark(end.seq, end.digest, Origin.HEAD)])
    walked.read()
    report = Report(store)
    walked.judge(report)
    if not report.ok:
        raise LedgerBroken(store.value, report.findings[0].kind)
    return walked
