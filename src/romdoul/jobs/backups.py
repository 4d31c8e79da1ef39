"""Backups by the clock, when the environment says where to and for whom.

``ROMDOUL_BACKUP_DIR`` is a folder outside the data folder; the file in it of each
day is encrypted to ``ROMDOUL_BACKUP_RECIPIENT``. ``ROMDOUL_BACKUP_KEEP`` (14) are
kept.
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from django.utils import timezone

KEEP = 14
PATTERN = "romdoul-????-??-??.age"


def is_configured() -> bool:
    """Say whether the environment asks for backups."""
    names = ("ROMDOUL_BACKUP_DIR", "ROMDOUL_BACKUP_RECIPIENT")
    return all(os.environ.get(name) for name in names)


def make_due() -> Path | None:
    """Make today's backup unless it is there; return what was made.

    Raises CalledProcessError when the backup failed; older ones are then all kept.
    """
    folder = Path(os.environ["ROMDOUL_BACKUP_DIR"])
    target = folder / name_of(timezone.localdate())
    if target.exists():
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    words = [sys.executable, "-m", "romdoul.cli.main", "backup", str(target)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    forget_old(folder, keep=int(os.environ.get("ROMDOUL_BACKUP_KEEP") or KEEP))
    return target


def name_of(day: date) -> str:
    """Return the file name of a day's backup."""
    return f"romdoul-{day.isoformat()}.age"


def forget_old(folder: Path, *, keep: int) -> list[Path]:
    """Delete all but the newest; return what was deleted."""
    old = sorted(folder.glob(PATTERN))[: -max(keep, 1)]
    for path in old:
        path.unlink()
    return old
