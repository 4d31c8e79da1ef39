"""How long a backup is kept: longer, and it would bring back what was erased."""

import os
import re
from datetime import date, datetime, timedelta
from pathlib import Path

from romdoul.kernel.errors import BadInput

BACKUP_DAYS = 35
LISTS_NAME = "romdoul-erasures.age"
"""The copy of the lists of erasures that the jobs keep beside the backups."""
_NAME = re.compile(r"romdoul-(\d{4}-\d\d-\d\d)\.age")


def backups_last() -> timedelta:
    """Return how long a backup is kept: ``ROMDOUL_BACKUP_DAYS`` (35).

    Raises BadInput when that is no number of days.
    """
    text = os.environ.get("ROMDOUL_BACKUP_DAYS") or str(BACKUP_DAYS)
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 10_000):
        raise BadInput("ROMDOUL_BACKUP_DAYS is no number of days")
    return timedelta(days=int(text))


def has_expired(made_at: datetime, *, now: datetime) -> bool:
    """Say whether a backup of this moment should be gone."""
    return now - made_at > backups_last()


def backup_name(day: date) -> str:
    """Return the file name of a day's backup, as the jobs write it."""
    return f"romdoul-{day.isoformat()}.age"


def backups_in(folder: Path) -> dict[Path, date]:
    """Return the backups that the jobs wrote into a folder, the oldest first."""
    found = {path: _day(path.name) for path in sorted(folder.glob("romdoul-*.age"))}
    return {path: day for path, day in found.items() if day is not None}


def _day(name: str) -> date | None:
    found = _NAME.fullmatch(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None  # A 31st of February is nobody's backup.


def expired_in(folder: Path, *, today: date) -> list[Path]:
    """Return the backups in a folder that should be gone, the oldest first."""
    days = backups_in(folder)
    return [path for path, day in days.items() if today - day > backups_last()]
