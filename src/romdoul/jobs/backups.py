"""Backups by the clock, when the environment says where to and for whom.

``ROMDOUL_BACKUP_DIR`` is a folder outside the data folder; the file in it of each
day is encrypted to ``ROMDOUL_BACKUP_RECIPIENT``. ``ROMDOUL_BACKUP_KEEP`` (14) are
kept, and none longer than ``ROMDOUL_BACKUP_DAYS`` (35). Beside them lies a copy of
the list of erasures, as new as the last erasure: a restore needs it.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from romdoul.kernel.expiry import LISTS_NAME, backup_name, backups_in, expired_in
from romdoul.ledger import erasures

KEEP = 14


def is_configured() -> bool:
    """Say whether the environment asks for backups."""
    names = ("ROMDOUL_BACKUP_DIR", "ROMDOUL_BACKUP_RECIPIENT")
    return all(os.environ.get(name) for name in names)


def make_due() -> Path | None:
    """Make today's backup unless it is there; return what was made.

    Raises CalledProcessError when the backup failed; older ones are then all kept.
    """
    target = _folder() / backup_name(timezone.localdate())
    if target.exists():
        return None
    _run("backup", str(target))
    forget_old(_folder(), keep=int(os.environ.get("ROMDOUL_BACKUP_KEEP") or KEEP))
    return target


def forget_old(folder: Path, *, keep: int) -> list[Path]:
    """Delete all but the newest; return what was deleted."""
    old = list(backups_in(folder))[: -max(keep, 1)]
    for path in old:
        path.unlink()
    return old


def forget_due() -> list[Path]:
    """Delete what has expired where the backups are written."""
    return forget_expired(_folder(), today=timezone.localdate())


def forget_expired(folder: Path, *, today: date) -> list[Path]:
    """Delete the backups that have expired; return what was deleted.

    While none has been made since, they are all there is: then they stay, and
    ``romdoul doctor`` names them.
    """
    old = expired_in(folder, today=today)
    if len(old) == len(backups_in(folder)):
        return []
    for path in old:
        path.unlink()
    return old


@dataclass(slots=True)
class ListsCopy:
    """The copy of the lists of erasures beside the backups, and what is in it."""

    copied: bytes = b""

    def make_due(self) -> Path | None:
        """Copy the lists if one has changed, or nothing was copied yet by this process.

        Where the jobs may not read the lists there is no copy, and ``romdoul
        doctor`` says so.

        Raises CalledProcessError when they could not be copied; the last copy stays.
        """
        now = erasures.state()
        if not now or now == self.copied:
            return None
        target = _folder() / LISTS_NAME
        fresh = target.with_name(f".{LISTS_NAME}.partial")
        fresh.unlink(missing_ok=True)
        _run("erasures", "copy", str(fresh))
        fresh.replace(target)
        self.copied = now
        return target


def _folder() -> Path:
    folder = Path(os.environ["ROMDOUL_BACKUP_DIR"])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _run(*words: str) -> None:
    line = [sys.executable, "-m", "romdoul.cli.main", *words]
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
