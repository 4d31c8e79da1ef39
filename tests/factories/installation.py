"""A real, small installation on disk, set up through the command itself."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Founded through the action that founds a real one, and nothing besides.
FOUND = """
import django
django.setup()
from romdoul.actions.founding import SYSTEM, found_organisation, make_root
from romdoul.staff.founding import Person
from romdoul.staff.rights import Role
from romdoul.vault.exports import new_age_keys
said = "seven quiet boats at dawn"
people = [
    Person(name, said, roles, name, "en", new_age_keys().recipient)
    for name, roles in (
        ("manager-1", (Role.MANAGER, Role.CUSTODIAN)),
        ("manager-2", (Role.MANAGER, Role.CUSTODIAN)),
        ("focal-1", (Role.SAFEGUARDING_FOCAL,)),
        ("focal-2", (Role.SAFEGUARDING_FOCAL,)),
    )
]
found_organisation(SYSTEM, people=people, root=make_root())
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

    def copy(self, into: Path) -> "Installation":
        """Return another one, equal to this."""
        other = Installation(into / "home", into / "keys")
        shutil.copytree(self.home, other.home)
        shutil.copytree(self.keys, other.keys)
        return other


def set_up(folder: Path) -> Installation:
    """Set an installation up and found a small organisation in it."""
    made = Installation(folder / "home", folder / "keys")
    done = made.romdoul("init")
    assert done.returncode == 0, done.stderr
    settings = {"DJANGO_SETTINGS_MODULE": "romdoul.config.settings.console"}
    subprocess.run(
        [sys.executable, "-c", FOUND], env=made.environment | settings, check=True
    )
    return made
