"""What was erased, kept where no backup reaches it (``serverkeys.erasures_dir``).

A restored ledger ends where its backup was made; this list does not. An erasing
action puts its line here last, before it is committed: cut off between the two,
the list says what was decided, and it is carried out when the process starts again.
So a line is a decision and never a guess, and no crash loses one.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from io import FileIO
from pathlib import Path
from typing import Protocol

from romdoul.kernel import serverkeys
from romdoul.kernel.errors import Broken, KeyUnfit, SignatureBroken
from romdoul.ledger.erasure_list import (
    WHAT,
    Erased,
    ErasureList,
    Line,
    first_line,
    following,
    parsed,
    read_lists,
)
from romdoul.ledger.stores import Store
from romdoul.vault.keys import SignKeys

LISTED: tuple[Store, ...] = (Store.CASEWORK, Store.INBOX)
"""The stores in which something can be erased; each has a list and a key of its own,
so that the public side can put nothing on the list of the desks."""
BLOCK = 4096


class Recorded(Protocol):
    """An entry of the ledger that says what was erased."""

    @property
    def actor(self) -> str:
        """Return the handle of who did it."""

    @property
    def event(self) -> str:
        """Return what happened."""

    @property
    def refs(self) -> str:
        """Return to what, with spaces between."""


def path_of(store: Store) -> Path:
    """Return where a store's list is kept."""
    return serverkeys.erasures_dir() / f"{store}.list"


def key_name(store: Store) -> str:
    """Return the name of the key that signs a store's list, without its ending."""
    return f"erasures-{store}"


def begin(
    store: Store, erased: Iterable[Erased] = (), *, entries: int = 0, now: datetime
) -> Path:
    """Write a store's list, with what is known to have been erased already.

    ``entries`` is how many entries of the ledger that was taken from.

    Raises:
        FileExistsError: there is one.
        KeyUnfit: its key is missing.
    """
    keys, path = _keys(store), path_of(store)
    if path.exists():
        raise FileExistsError(17, "There is a list of erasures already", str(path))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    first = first_line(store, keys, entries, now=now)
    partial = path.with_name(f".{path.name}.partial")
    lines = [line.written(keys) for line in (first, *following(first, erased))]
    with partial.open("wb", buffering=0) as file:
        partial.chmod(0o600)
        _write(file, "".join(lines).encode())
    partial.rename(path)
    _folder_to_disk(path.parent)
    return path


def add(store: Store, recorded: Sequence[Recorded], *, at: Sequence[datetime]) -> None:
    """Put what is about to be erased on the store's list, and onto the disk.

    To be called last in the transaction that erases, before its commit.

    Raises:
        KeyUnfit: the list or its key is missing; so nothing may be erased.
        Broken: the list's last line was altered.
    """
    erased = [
        Erased(moment, entry.actor, str(entry.event), tuple(entry.refs.split()))
        for entry, moment in zip(recorded, at, strict=True)
    ]
    adopt(store, erased)


def adopt(store: Store, erased: Sequence[Erased]) -> None:
    """Put erasures on the store's list as they are; raises as ``add`` does."""
    if not erased:
        return
    keys = _keys(store)
    with _locked(store) as file:
        last = _last(file, keys.public)
        lines = [line.written(keys) for line in following(last, erased)]
        end = file.tell()
        try:
            _write(file, "".join(lines).encode())
        except BaseException:
            # Half of it may stand there: what is not erased may not be on the list.
            file.truncate(end)
            raise


def read(store: Store) -> ErasureList:
    """Return a store's list once it proves itself.

    Raises:
        KeyUnfit: it is missing, or was begun with another key than the one here.
        Broken: it was altered or lacks a line.
    """
    return _proven(store, _content(store))


def state() -> bytes:
    """Return a digest of all lists as they are; nothing if one cannot be read."""
    try:
        contents = [path_of(store).read_bytes() for store in LISTED]
    except OSError:
        return b""
    return blake2b(b"\n".join(contents), digest_size=32).digest()


def grown_at() -> float:
    """Return when one of the lists grew last, in seconds; 0 if none can be seen."""
    paths = [path_of(store) for store in LISTED]
    return max((p.stat().st_mtime for p in paths if p.exists()), default=0.0)


def lines_of(store: Store) -> int:
    """Return how many erasures a list has, without asking whether it holds."""
    return _content(store).count(b"\n") - 1


def raw(store: Store) -> bytes:
    """Return a store's list as it is written, once it proves itself; as ``read``."""
    content = _content(store)
    _proven(store, content)
    return content[: content.rindex(b"\n") + 1]


def _content(store: Store) -> bytes:
    try:
        with path_of(store).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            return file.read()
    except FileNotFoundError:
        raise _missing(store) from None


def _proven(store: Store, content: bytes) -> ErasureList:
    found = read_lists(content)
    if len(found) != 1 or found[0].store is not store:
        raise Broken(WHAT, f"not that of {store}")
    name = f"{key_name(store)}.pub"
    if serverkeys.exists(name) and serverkeys.load_public(name) != found[0].public:
        raise KeyUnfit(f"the {WHAT} of {store} was begun with another key")
    return found[0]


def _missing(store: Store) -> KeyUnfit:
    return KeyUnfit(f"the {WHAT} of {store} is missing (run: romdoul init)")


def _keys(store: Store) -> SignKeys:
    return SignKeys.of(serverkeys.load(f"{key_name(store)}.key"))


@contextmanager
def _locked(store: Store) -> Iterator[FileIO]:
    """Open a store's list for one writer at a time, after its last whole line."""
    try:
        file = path_of(store).open("r+b", buffering=0)
    except FileNotFoundError:
        raise _missing(store) from None
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # What has no end was cut off before its action could be committed.
        whole = _end_of_last_line(file)
        file.truncate(whole)
        file.seek(whole)
        yield file


def _last(file: FileIO, public: bytes) -> Line:
    end = file.tell()
    start = _end_of_last_line(file, before=end - 1)
    file.seek(start)
    try:
        line = parsed(file.read(end - start).decode().rstrip("\n"))
        line.verify(public)
    except (ValueError, SignatureBroken):
        raise Broken(WHAT, "its last line") from None
    file.seek(end)
    return line


def _end_of_last_line(file: FileIO, *, before: int | None = None) -> int:
    """Return the place after the last line's end, reading backwards; 0 if none."""
    at = file.seek(0, os.SEEK_END) if before is None else before
    while at > 0:
        start = max(0, at - BLOCK)
        file.seek(start)
        found = file.read(at - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        at = start
    return 0


def _write(file: FileIO, content: bytes) -> None:
    """Write all of it, and return when it is on the disk."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
    os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
