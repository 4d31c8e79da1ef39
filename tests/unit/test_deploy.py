"""What an operator is given: units that systemd takes, and the secrets each needs."""

import re
import subprocess
from pathlib import Path

import pytest

from romdoul.cli import grants
from romdoul.cli.arguments import PROCESSES
from romdoul.cli.init import needed_keys

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMMAND = "/opt/romdoul/.venv/bin/romdoul"
# systemd's own measure, times ten: what is below 2.0 it calls OK.
MOST_EXPOSED = "15"
ROW = re.compile(r"^\| ([a-z]+) \| (.*`.*) \|$", re.MULTILINE)


def analyzed(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/usr/bin/systemd-analyze", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def on_this_machine(unit: Path, folder: Path) -> Path:
    """Copy a unit with a command that is here."""
    copy = folder / unit.name
    copy.write_text(unit.read_text().replace(COMMAND, "/bin/true"))
    return copy


def test_every_process_has_its_unit() -> None:
    assert {unit.stem for unit in UNITS} == {f"romdoul-{name}" for name in PROCESSES}
    for unit in UNITS:
        name = unit.stem.removeprefix("romdoul-")
        text = unit.read_text()
        assert f"serve --process {name}" in text
        assert f"BindReadOnlyPaths=/etc/romdoul/keys/{name}\n" in text
        assert f"EnvironmentFile=-/etc/romdoul/database/{name}\n" in text
        assert "\nUser=romdoul\n" in text


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_finds_nothing_wrong_with_a_unit(unit: Path, tmp_path: Path) -> None:
    done = analyzed("verify", "--man=no", str(on_this_machine(unit, tmp_path)))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_gives_its_process_little(unit: Path, tmp_path: Path) -> None:
    path = str(on_this_machine(unit, tmp_path))
    done = analyzed("security", "--offline=true", f"--threshold={MOST_EXPOSED}", path)
    assert done.returncode == 0, done.stdout


def test_what_systemd_does_not_know_would_be_found(tmp_path: Path) -> None:
    path = on_this_machine(UNITS[0], tmp_path)
    path.write_text(path.read_text().replace("ProtectHome=", "ProtectHouse="))
    assert "ProtectHouse" in analyzed("verify", "--man=no", str(path)).stderr
    guards = re.compile(r"^(Protect|Private|Restrict).*\n", re.MULTILINE)
    path.write_text(guards.sub("", path.read_text()))
    done = analyzed(
        "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(path)
    )
    assert done.returncode != 0


def test_the_operator_is_told_every_secret_that_a_process_needs() -> None:
    rows = dict(ROW.findall((DEPLOY / "README.md").read_text()))
    rows["public"] += rows["intake"]
    assert rows.keys() >= set(PROCESSES)
    for process in PROCESSES:
        told = set(re.findall(r"`([^`]+)`", rows[process]))
        assert told >= set(needed_keys(process)), process


def test_the_operator_makes_a_database_user_for_every_process() -> None:
    told = (DEPLOY / "postgresql.md").read_text()
    made = set(re.findall(r"CREATE ROLE romdoul_([a-z]+) LOGIN", told))
    assert made == {"owner", *PROCESSES} == {"owner", *grants.processes()}


def test_the_operator_hands_every_process_exactly_its_secrets() -> None:
    told = (DEPLOY / "README.md").read_text()
    handed = {
        words[0]: set(words[1:])
        for line in re.findall(r"^hand (.+)$", told.replace("\\\n", ""), re.MULTILINE)
        if (words := line.split())
    }
    rows = dict(ROW.findall(told))
    rows["public"] += rows["intake"]
    for process in set(PROCESSES) - {"intake"}:
        assert handed[process] == set(re.findall(r"`([a-z-]+\.[a-z]+)`", rows[process]))
