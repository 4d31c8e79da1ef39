"""``romdoul backup FILE``: the data folder, encrypted to the operator's age key.

Without ROMDOUL_KEYS: those are kept apart, and a backup alone answers no mailbox.
Contents stay sealed inside; the age layer hides the coded columns too.
"""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import BinaryIO

from romdoul.cli import archive
from romdoul.cli.answer import Answer, WrongUse
from romdoul.cli.arguments import Options
from romdoul.cli.erasure_lists import publics
from romdoul.cli.piping import piped
from romdoul.cli.snapshot import STORES, copy_stores
from romdoul.kernel.serverkeys import home_dir
from romdoul.vault.exports import age_encrypt, require_recipient

SCRATCH = ".backup-"
LEFT_OUT = ("static", "static-edit")


def run(options: Options) -> Answer:
    """Write a backup; nothing is left behind when it fails."""
    refuse_on_postgres()
    recipients = recipients_of(options.recipient)
    target = Path(options.file).absolute()
    if target.exists():
        raise WrongUse(f"{target} is there already and is not written over")
    if target.is_relative_to(home_dir()):
        raise WrongUse("A backup does not belong into the data folder")
    if missing := [s for s in STORES if not (home_dir() / f"{s}.sqlite3").is_file()]:
        raise WrongUse(f"There is nothing to back up: no {missing[0]} in {home_dir()}")
    size = write_backup(home_dir(), target, recipients)
    return Answer(
        lines=(
            f"Written: {target} ({size:,} bytes).",
            "Keep ROMDOUL_KEYS too, and apart from it: it is not inside; nor is what"
            " is erased from now on (romdoul erasures copy FILE).",
        ),
        data={"file": str(target), "bytes": size},
    )


def write_backup(home: Path, target: Path, recipients: list[str]) -> int:
    """Write the encrypted file beside its place, then put it there; its size."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        with partial.open("xb") as out:
            partial.chmod(0o600)
            piped(
                lambda tar: _archive(home, tar),
                lambda tar: age_encrypt(tar, out, recipients),
            )
            out.flush()
            os.fsync(out.fileno())
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


def recipients_of(given: list[str]) -> list[str]:
    """Return age recipients: given as words or files, or by the environment.

    Raises WrongUse when there is none, KeyUnfit when one is none.
    """
    words = given or os.environ.get("ROMDOUL_BACKUP_RECIPIENT", "").split()
    found = [line for word in words for line in _lines(word)]
    if not found:
        raise WrongUse("Say to whom: --recipient age1… or ROMDOUL_BACKUP_RECIPIENT")
    for recipient in found:
        require_recipient(recipient)
    return found


def refuse_on_postgres() -> None:
    """Raise WrongUse where the stores are not files of ours."""
    names = [f"ROMDOUL_DATABASE_URL_{store.upper()}" for store in STORES]
    if any(os.environ.get(name) for name in ("ROMDOUL_POSTGRES", *names)):
        raise WrongUse(
            "The stores are on PostgreSQL: use pg_dump and pg_restore for each of"
            " the three databases, and encrypt what they write (deploy/postgresql.md)"
        )


def _lines(word: str) -> list[str]:
    if word.startswith("age1"):
        return [word]
    lines = Path(word).read_text().splitlines()
    return [line.strip() for line in lines if line.strip() and line[0] != "#"]


def _archive(home: Path, out: BinaryIO) -> None:
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=home) as scratch:
        copies = {path.name: path for path in copy_stores(home, Path(scratch))}
        made_at = datetime.fromtimestamp(time(), UTC).isoformat(timespec="seconds")
        files = copies | _others(home)
        archive.write(out, files, made_at=made_at, erasures=publics())


def _others(home: Path) -> dict[str, Path]:
    """Return the files that are no store and cannot be made again."""
    found = {}
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home)
        top = name.parts[0]
        if top in LEFT_OUT or top.startswith(".") or ".sqlite3" in top:
            continue
        if path.is_file() and not path.is_symlink():
            found[name.as_posix()] = path
    return found
