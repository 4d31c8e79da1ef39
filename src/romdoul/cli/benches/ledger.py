"""What an entry costs to append and to verify, on a stream made for it.

Runs in a process and a data folder of its own: the stream is filled to a million
entries, which is nothing to do to a real one.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from romdoul.cli.answer import WrongUse

_MEASURE = (
    "import django; django.setup();"
    " from romdoul.cli.benches import ledger_stream; ledger_stream.main()"
)


def measure(_words: list[str]) -> dict[str, object]:
    """Return microseconds for a committed append, and entries verified a CPU second.

    Raises WrongUse when the measuring process fails.
    """
    with tempfile.TemporaryDirectory(prefix="romdoul-bench-") as folder:
        (Path(folder) / "home").mkdir()
        done = subprocess.run(  # noqa: S603 - our own interpreter and words
            [sys.executable, "-c", _MEASURE],
            env=_environment(Path(folder)),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise WrongUse(" ".join(done.stderr.strip().splitlines()[-1:]))
    figures: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _environment(folder: Path) -> dict[str, str]:
    """Return an environment in which every store is a file in the folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ROMDOUL_")}
    return kept | {
        "ROMDOUL_HOME": str(folder / "home"),
        "ROMDOUL_KEYS": str(folder / "keys"),
        "DJANGO_SETTINGS_MODULE": "romdoul.config.settings.jobs",
    }
