"""A real, small installation on disk, set up through the command itself."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.factories.once import copy_parts, made_once

from romdoul.vault.exports import new_age_keys

ROOT = Path(__file__).parents[2]

PASSWORD = "seven quiet boats"
PEOPLE = """
[[people]]
username = "manager-1"
display_name = "A Manager"
roles = ["manager", "custodian"]
recipient = "{0}"

[[people]]
username = "manager-2"
display_name = "Another Manager"
roles = ["manager", "custodian"]
recipient = "{1}"

[[people]]
username = "focal-1"
display_name = "A Focal Person"
roles = ["safeguarding_focal"]

[[people]]
username = "focal-2"
display_name = "A Board Member"
roles = ["safeguarding_focal"]
language = "en"
"""


@dataclass(frozen=True)
class Installation:
    """A data folder and its keys; ``romdoul`` runs the command there."""

    home: Path
    keys: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("ROMDOUL_")}
        return kept | {
            "ROMDOUL_HOME": str(self.home),
            "ROMDOUL_KEYS": str(self.keys),
            "PYTHONPATH": str(ROOT / "src"),
        }

    def romdoul(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, without raising."""
        return subprocess.run(
            [sys.executable, "-m", "romdoul.cli.main", *words],
            env=self.environment | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def does(self, what: str, answer: Path) -> dict[str, Any]:
        """Let its people work (``tests.factories.installed``); return what they say."""
        subprocess.run(
            [sys.executable, "-m", "tests.factories.installed", what, str(answer)],
            env=self.environment | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            check=True,
            timeout=120,
        )
        found: dict[str, Any] = json.loads(answer.read_text())
        return found

    def copy(self, into: Path) -> "Installation":
        """Return another one, equal to this."""
        copy_parts(self.home.parent, into)
        return Installation(into / "home", into / "keys")


def write_identity(folder: Path) -> Path:
    """Write an operator's age identity into a file as age-keygen does."""
    keys = new_age_keys()
    path = folder / "identity"
    path.write_text(
        f"# public key: {keys.recipient}\n{keys.identity.reveal().decode()}\n"
    )
    return path


def recipient_in(identity: Path) -> str:
    """Return the public half that stands in such a file."""
    return identity.read_text().splitlines()[0].removeprefix("# public key: ")


def initialised(shared: Path) -> Path:
    """Return the folder of an installation as ``romdoul init`` makes it, to copy."""
    return made_once(shared, "initialised", _initialise)


def founded(shared: Path) -> Path:
    """Return the folder of one with a small organisation, to copy."""
    return made_once(shared, "founded", lambda folder: _found(shared, folder))


def set_up(shared: Path, folder: Path) -> Installation:
    """Return an installation of its own with a small organisation in it.

    All have the same keys; who needs a stranger's makes one.
    """
    told = founded(shared)
    shutil.copy(told / "people.toml", folder)
    copy_parts(told, folder)
    return Installation(folder / "home", folder / "keys")


def _initialise(folder: Path) -> None:
    done = Installation(folder / "home", folder / "keys").romdoul("init")
    assert done.returncode == 0, done.stderr


def _found(shared: Path, folder: Path) -> None:
    copy_parts(initialised(shared), folder)
    made = Installation(folder / "home", folder / "keys")
    recipients = [new_age_keys().recipient for _ in range(2)]
    people = folder / "people.toml"
    usernames = tomllib.loads(PEOPLE)["people"]
    passwords = {one["username"]: PASSWORD for one in usernames}
    people.write_text(PEOPLE.format(*recipients))
    done = made.romdoul("found", str(people), ROMDOUL_PASSWORDS=json.dumps(passwords))
    assert done.returncode == 0, done.stderr
