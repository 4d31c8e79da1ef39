"""What takes long to make, made once for all who test at the same time."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

PARTS = ("home", "keys")


def made_once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Let whoever asks first make a folder, and all others wait; return it.

    It is for copying: no test changes it.
    """
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            # What somebody began and could not end is no beginning for another.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / "done").touch()
    return folder


def copy_parts(made: Path, into: Path) -> None:
    """Copy an installation's data and keys."""
    for part in PARTS:
        shutil.copytree(made / part, into / part)
