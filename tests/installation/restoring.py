"""An installation where everything was erased after a backup, and what comes back."""

import json
import shutil
import subprocess
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.factories.installation import (
    Installation,
    recipient_in,
    set_up,
    write_identity,
)
from tests.factories.once import copy_parts, made_once


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Restored:
    """What a restore made, and how it ended."""

    there: Installation
    done: Outcome

    def found(self, pieces: list[str]) -> set[str]:
        """Return which of these bytes stand in any file of the data folder."""
        files = [path for path in self.there.home.rglob("*") if path.is_file()]
        assert len(files) >= 3
        contents = [path.read_bytes() for path in files]
        return {
            piece
            for piece in pieces
            if any(bytes.fromhex(piece) in content for content in contents)
        }

    def refused(self) -> str:
        """Return the one line that says why, once nothing was changed."""
        assert self.done.returncode == 2, self.done
        assert not self.there.home.exists()
        assert not list(self.there.home.parent.glob(".home-*"))
        (line,) = self.done.stderr.splitlines()
        return line


@dataclass(frozen=True)
class Story:
    """The installation as it is now, its backup, and what was told and erased."""

    shared: Path
    now: Installation
    backup: Path
    told: dict[str, Any]
    identity: Path

    @property
    def recipient(self) -> str:
        return recipient_in(self.identity)

    def restore(self, into: Path, *words: str, keys: Path | None = None) -> Restored:
        """Restore the backup, with the installation's keys or with others."""
        other = Installation(into / "home", keys or self.copied_keys(into))
        words = (str(self.backup), "--identity", str(self.identity), *words, "--json")
        return Restored(other, outcome(other.romdoul("restore", *words)))

    def restored(self, into: Path, *words: str) -> Restored:
        """Return a copy of what such a restore makes, which is made once for all."""
        name = "".join(("restored", *words))
        made = made_once(self.shared, name, partial(self._keep, words))
        copy_parts(made, into)
        done = Outcome(**json.loads((made / "done.json").read_text()))
        return Restored(Installation(into / "home", into / "keys"), done)

    def copied_keys(self, into: Path) -> Path:
        shutil.copytree(self.now.keys, into / "keys")
        return into / "keys"

    def _keep(self, words: tuple[str, ...], folder: Path) -> None:
        done = self.restore(folder, *words).done
        assert done.returncode == 0, done
        (folder / "done.json").write_text(json.dumps(asdict(done)))


def outcome(done: subprocess.CompletedProcess[str]) -> Outcome:
    """Return how a command ended that was run to its end."""
    return Outcome(done.returncode, done.stdout, done.stderr)


def told(shared: Path, folder: Path) -> Story:
    """Return the story, told once for all, in an installation of one's own."""
    made = made_once(shared, "erased-after-backup", partial(_tell, shared))
    copy_parts(made, folder)
    return Story(
        shared,
        Installation(folder / "home", folder / "keys"),
        made / "backup.age",
        json.loads((made / "told.json").read_text()),
        made / "identity",
    )


def _tell(shared: Path, folder: Path) -> None:
    made, identity = set_up(shared, folder), write_identity(folder)
    made.does("make", folder / "told.json")
    words = (str(folder / "backup.age"), "--recipient", recipient_in(identity))
    done = made.romdoul("backup", *words)
    assert done.returncode == 0, done.stderr
    made.does("erase", folder / "erased.json")
