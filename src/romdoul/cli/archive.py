"""The inside of a backup: a tar stream that begins with its own manifest."""

import hashlib
import io
import json
import tarfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from romdoul.kernel.errors import Broken, UnknownFormat

MANIFEST = "manifest.json"
FORMAT = 1
BLOCK = 1 << 20


class Member(BaseModel):
    """One file of a backup: its name, size in bytes and BLAKE2b-256."""

    model_config = ConfigDict(frozen=True, strict=True)
    name: str
    size: int
    digest: str


class Manifest(BaseModel):
    """What a backup holds, and when it was made (ISO 8601, UTC).

    ``erasures`` are the public keys of the lists of erasures, by store: a restore
    takes no other installation's list for this one's. Older backups name none.
    """

    model_config = ConfigDict(frozen=True, strict=True)
    format: int
    made_at: str
    files: list[Member]
    erasures: dict[str, str] = Field(default_factory=dict)


def write(
    out: BinaryIO, files: dict[str, Path], *, made_at: str, erasures: dict[str, str]
) -> Manifest:
    """Write the files, by the name each is to have, as one stream."""
    members = [_member(name, path) for name, path in files.items()]
    manifest = Manifest(
        format=FORMAT, made_at=made_at, files=members, erasures=erasures
    )
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        _add(tar, MANIFEST, io.BytesIO(manifest.model_dump_json().encode()))
        for name, path in files.items():
            with path.open("rb") as file:
                _add(tar, name, file)
    return manifest


def read(source: BinaryIO, into: Path) -> Manifest:
    """Write every file of the stream into a folder, each as the manifest has it.

    Raises:
        Broken: a file is missing, too many, altered, or would lie elsewhere.
        UnknownFormat: the backup is of a later release.
    """
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            entries = iter(tar)
            manifest = _manifest(tar, next(entries, None))
            expected = {member.name: member for member in manifest.files}
            for entry in entries:
                _take(tar, entry, expected, into)
    except tarfile.TarError as error:
        raise Broken("backup", "no archive") from error
    if expected:
        raise Broken("backup", f"incomplete: {', '.join(sorted(expected))}")
    return manifest


def _manifest(tar: tarfile.TarFile, first: tarfile.TarInfo | None) -> Manifest:
    file = tar.extractfile(first) if first and first.name == MANIFEST else None
    if file is None:
        raise Broken("backup", "no manifest")
    try:
        fields = json.loads(file.read())
        if fields.get("format") != FORMAT:
            raise UnknownFormat("backup", str(fields.get("format")))
        return Manifest.model_validate(fields)
    except (ValueError, AttributeError, ValidationError) as error:
        raise Broken("backup", "manifest") from error


def _take(
    tar: tarfile.TarFile,
    entry: tarfile.TarInfo,
    expected: dict[str, Member],
    into: Path,
) -> None:
    member = expected.pop(entry.name, None)
    file = tar.extractfile(entry) if entry.isreg() else None
    if member is None or file is None or not _is_inside(entry.name):
        raise Broken("backup", f"unexpected: {entry.name}")
    target = into / entry.name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    said = hashlib.blake2b(digest_size=32)
    with target.open("xb") as out:
        while block := file.read(BLOCK):
            said.update(block)
            out.write(block)
    if said.hexdigest() != member.digest:
        raise Broken("backup", f"altered: {entry.name}")


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and name == str(path)


def _add(tar: tarfile.TarFile, name: str, file: BinaryIO) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = file.seek(0, io.SEEK_END)
    entry.mode = 0o600
    file.seek(0)
    tar.addfile(entry, file)


def _member(name: str, path: Path) -> Member:
    with path.open("rb") as file:
        said = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=32))
    return Member(name=name, size=path.stat().st_size, digest=said.hexdigest())
