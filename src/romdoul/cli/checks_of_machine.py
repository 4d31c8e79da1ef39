"""Settings, disk, clock and memory of the machine."""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings as django_settings
from django.core import checks

from romdoul.cli.findings import Finding, advise, judge, serves_others
from romdoul.kernel.hardening import harden, is_hardened
from romdoul.kernel.serverkeys import home_dir

ENOUGH_BYTES = 500 * 1024 * 1024
# This release was made after this moment (2026-01-01, UTC); an earlier clock is wrong.
EARLIEST = 1_767_225_600
LEEWAY = 120
SWAPS = Path("/proc/swaps")


def settings() -> Iterator[Finding]:
    """Look at Django's own checks and at what must never be switched on."""
    serious = [m for m in checks.run_checks() if m.level >= checks.ERROR]
    yield judge(
        "settings",
        "Django finds nothing wrong",
        holds=not serious and not django_settings.DEBUG,
        otherwise="; ".join(str(m.id) for m in serious) or "DEBUG is on",
    )
    yield judge(
        "settings",
        "only named hosts are answered",
        holds="*" not in django_settings.ALLOWED_HOSTS,
        otherwise="ROMDOUL_ALLOWED_HOSTS names everybody: name this site's hosts",
    )
    yield judge(
        "settings",
        "strangers are served over TLS only, or not at all",
        holds=bool(django_settings.HTTPS) or not serves_others(),
        otherwise="others are served without TLS: see deploy/, set ROMDOUL_HTTPS=1",
    )


def storage() -> Iterator[Finding]:
    """Look whether the data folder is private, can be written, and has room."""
    home = home_dir()
    yield judge(
        "storage",
        f"{home} can be written",
        holds=_can_write(home),
        otherwise=f"{home} cannot be written",
    )
    if not home.is_dir():
        return
    yield judge(
        "storage",
        "only this account reads the data folder",
        holds=not stat.S_IMODE(home.stat().st_mode) & 0o077,
        otherwise=f"others can read the data folder: chmod 700 {home}",
    )
    free = shutil.disk_usage(home).free
    yield judge(
        "storage",
        f"{free // 1024**2} MB are free",
        holds=free >= ENOUGH_BYTES,
        otherwise=f"only {free // 1024**2} MB are free",
    )


def clock() -> Iterator[Finding]:
    """Look whether the clock can be right: response times and codes hang on it."""
    now = time.time()
    newest = max((p.stat().st_mtime for p in home_dir().glob("*")), default=0.0)
    yield judge(
        "clock",
        time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(now)),
        holds=now >= max(EARLIEST, newest - LEEWAY),
        otherwise="the clock is behind what was written last: set it (timedatectl)",
    )


def hardening() -> Iterator[Finding]:
    """Look whether opened text could reach a disk: by swapping or a core dump."""
    yield advise(
        "hardening",
        "nothing is swapped to a disk in the clear",
        holds=not plain_swaps(SWAPS),
        otherwise="memory can be swapped to a disk: swapoff -a, or encrypt it",
    )
    harden()
    yield judge(
        "hardening",
        "processes leave no core dump",
        holds=is_hardened(),
        otherwise="this system does not let a process forbid its core dump",
    )
    yield advise(
        "hardening",
        "the processes run under an account of their own",
        holds=os.geteuid() != 0,
        otherwise="this is root: give each process an account of its own (deploy/)",
    )


def plain_swaps(table: Path) -> list[str]:
    """Return the swap areas that are neither memory (zram) nor encrypted (dm-crypt)."""
    if not table.is_file():
        return []
    areas = [line.split()[0] for line in table.read_text().splitlines()[1:] if line]
    return [area for area in areas if not _is_safe(area)]


def _is_safe(area: str) -> bool:
    name = Path(area).resolve().name
    uuid = Path("/sys/class/block") / name / "dm" / "uuid"
    encrypted = uuid.is_file() and uuid.read_text().startswith("CRYPT-")
    return name.startswith("zram") or encrypted


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
            file.write(b"a")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True
