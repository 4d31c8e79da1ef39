"""What the desks' pages cost with 1,000 and with 100,000 cases.

Each size has a process, a data folder and keys of its own. The measured person is
on every case, which is the most that anyone can see. Times are the server's, from
request to rendered page, over Django's test client, signed in.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from romdoul.cli.answer import WrongUse

SMALL, LARGE = 1_000, 100_000
_MEASURE = "from romdoul.cli.benches import desk_ground; desk_ground.main({size})"


def measure(words: list[str]) -> dict[str, object]:
    """Return for each page milliseconds at both sizes, and statements sent.

    ``ms`` is by the clock, fsync included; ``cpu_ms`` the process's own work, which
    a busy machine does not stretch, and which ``ratio`` compares. ``words`` may
    name two other sizes.

    Raises WrongUse when a size is none, or a measuring process fails.
    """
    small, large = _sizes(words)
    few, many = _measured(small), _measured(large)
    figures: dict[str, object] = {"cases_small": small, "cases_large": large}
    for page, found in many.items():
        before = few[page]
        figures[page] = {
            "ms_1k": before["ms"],
            "ms_100k": found["ms"],
            "cpu_ms_1k": before["cpu_ms"],
            "cpu_ms_100k": found["cpu_ms"],
            "ratio": round(found["cpu_ms"] / before["cpu_ms"], 2),
            "queries": found["queries"],
            "queries_1k": before["queries"],
        }
    return figures


def _sizes(words: list[str]) -> tuple[int, int]:
    if not words:
        return SMALL, LARGE
    try:
        small, large = (int(word) for word in words)
    except ValueError:
        raise WrongUse("Give two numbers of cases, or none.") from None
    if not 10 <= small <= large:
        raise WrongUse("Give two numbers of cases, the smaller first, from 10 on.")
    return small, large


def _measured(size: int) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory(prefix="romdoul-bench-") as folder:
        (Path(folder) / "home").mkdir()
        done = subprocess.run(  # noqa: S603 - our own interpreter and words
            [sys.executable, "-c", _MEASURE.format(size=size)],
            env=_environment(Path(folder)),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise WrongUse(" ".join(done.stderr.strip().splitlines()[-1:]))
    figures: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment in which every store is a file in the folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ROMDOUL_")}
    return kept | {
        "ROMDOUL_HOME": str(folder / "home"),
        "ROMDOUL_KEYS": str(folder / "keys"),
        "DJANGO_SETTINGS_MODULE": "romdoul.config.settings.desks",
    }
