"""The list of erasures as it is written and read: signed lines, each tied to the last.

One line each: ``romdoul-erasure-1 STORE NUMBER TIME ACTOR EVENT REFERENCES BEFORE
SIGNATURE``. ``BEFORE`` is the BLAKE2b-256 of the line before, without its signature;
references have commas between; digest, signature (Ed25519) and key in hexadecimal.
A list begins with number 0, ``list.begun``, which names its public key and how many
entries of the ledger it was made from. References, rules and handles only: no name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from romdoul.kernel.errors import Broken, KeyUnfit, SignatureBroken
from romdoul.ledger.stores import Store
from romdoul.vault.keys import SignKeys
from romdoul.vault.sign import sign_bytes, verify_bytes

WHAT = "list of erasures"
BEGUN = "list.begun"
_MARK = "romdoul-erasure-1"
_CONTEXT = "list of erasures"
_NOTHING = bytes(32)
_LINE = re.compile(
    rf"({_MARK} (\w+) (0|[1-9]\d{{0,17}}) (\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"
    r" (\S+) (\S+) (\S+) ([0-9a-f]{64})) ([0-9a-f]{128})"
)
_BEGINNING = re.compile(r"key=([0-9a-f]{64}),entries=(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Erased:
    """One erasure: by whom, when, of what; the rule is among the references."""

    at: datetime
    actor: str
    event: str
    refs: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Return what no second erasure shares: the event and what it was of."""
        return self.event, self.refs[0]


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in its place in a list, with its signature once it is signed."""

    store: Store
    number: int
    said: Erased
    before: bytes
    signature: bytes = b""

    @property
    def text(self) -> str:
        """Return what is signed."""
        at = self.said.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        words = (
            _MARK,
            self.store,
            str(self.number),
            at,
            self.said.actor,
            self.said.event,
            ",".join(self.said.refs),
            self.before.hex(),
        )
        return " ".join(words)

    @property
    def digest(self) -> bytes:
        """Return what the next line is tied to."""
        return blake2b(self.text.encode(), digest_size=32).digest()

    def written(self, keys: SignKeys) -> str:
        """Return the signed line, with its end.

        Raises ValueError when a word of it could be taken for two.
        """
        text = self.text
        signature = sign_bytes(keys, text.encode(), _CONTEXT)
        line = f"{text} {signature.hex()}"
        if not _LINE.fullmatch(line) or any("," in ref for ref in self.said.refs):
            raise ValueError("this cannot be put on the list of erasures")
        return f"{line}\n"

    def verify(self, public: bytes) -> None:
        """Raise SignatureBroken unless this key signed the line."""
        verify_bytes(public, self.text.encode(), self.signature, _CONTEXT)


@dataclass(frozen=True, slots=True)
class ErasureList:
    """A list that holds: every line is signed and follows from the one before.

    ``entries`` is how many entries of the ledger it was made from.
    """

    store: Store
    public: bytes
    entries: int
    begun_at: datetime
    erased: tuple[Erased, ...]

    @property
    def until(self) -> datetime:
        """Return the moment of its last line."""
        return self.erased[-1].at if self.erased else self.begun_at


def first_line(store: Store, keys: SignKeys, entries: int, *, now: datetime) -> Line:
    """Return the line that a list begins with."""
    refs = (f"key={keys.public.hex()}", f"entries={entries}")
    return Line(store, 0, Erased(now, "system", BEGUN, refs), _NOTHING)


def following(line: Line, erased: Iterable[Erased]) -> Iterator[Line]:
    """Yield the lines that come after one, unsigned."""
    for said in erased:
        line = Line(line.store, line.number + 1, said, line.digest)
        yield line


def parsed(text: str) -> Line:
    """Return one line, its signature unchecked; raise ValueError if it is none."""
    found = _LINE.fullmatch(text)
    if found is None:
        raise ValueError("no line of a list of erasures")
    _, store, number, at, actor, event, refs, before, signature = found.groups()
    moment = datetime.fromisoformat(at)
    said = Erased(moment, actor, event, tuple(refs.split(",")))
    tied, signed = bytes.fromhex(before), bytes.fromhex(signature)
    return Line(Store(store), int(number), said, tied, signed)


def read_lists(raw: bytes) -> list[ErasureList]:
    """Return the lists in a file: one, or several one after the other.

    A last line without its end was cut off while it was written, before anything
    was erased: it says nothing.

    Raises Broken, with the number of the line, for what is no such list, was
    altered, lacks a line, or is signed by another key than it began with.
    """
    whole, end, _cut = raw.rpartition(b"\n")
    lines = whole.decode("utf-8", errors="replace").split("\n") if end else []
    lists: list[list[Line]] = []
    for number, text in enumerate(lines, 1):
        try:
            _take(lists, parsed(text))
        except (ValueError, KeyUnfit, SignatureBroken):
            raise Broken(WHAT, f"line {number}") from None
    if not lists:
        raise Broken(WHAT, "empty")
    return [_list(found) for found in lists]


def _beginning(line: Line) -> tuple[bytes, int]:
    found = _BEGINNING.fullmatch(",".join(line.said.refs))
    if line.number or line.said.event != BEGUN or not found:
        raise ValueError("no beginning of a list of erasures")
    return bytes.fromhex(found[1]), int(found[2])


def _take(lists: list[list[Line]], line: Line) -> None:
    if line.number == 0:
        lists.append([])
    elif not lists or not _follows(lists[-1][-1], line):
        raise ValueError("a line is missing, or was altered")
    lists[-1].append(line)
    public, _entries = _beginning(lists[-1][0])
    line.verify(public)


def _follows(before: Line, line: Line) -> bool:
    here, there = (line.store, line.number, line.before), before
    return here == (there.store, there.number + 1, there.digest)


def _list(lines: Sequence[Line]) -> ErasureList:
    first, *others = lines
    public, entries = _beginning(first)
    erased = tuple(line.said for line in others)
    return ErasureList(first.store, public, entries, first.said.at, erased)
