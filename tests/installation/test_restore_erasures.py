"""A backup brings nothing back that was erased after it was made."""

import json
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.factories.installation import Installation
from tests.installation.restoring import Restored, Story, outcome

from romdoul.vault.exports import new_age_keys


def rows(home: Path, store: str, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / f"{store}.sqlite3")) as found:
        return found.execute(query).fetchall()


def test_nothing_of_what_was_erased_is_left_after_a_restore(
    story: Story, tmp_path: Path
) -> None:
    restored = story.restored(tmp_path)
    assert restored.done.returncode == 0, restored.done.stderr
    said = json.loads(restored.done.stdout)
    erased = {story.told["person"], story.told["worker"], "ab" * 32}
    assert set(said["erased"]) == erased
    assert restored.found(story.told["stands"]) == set()
    stays = story.told["stays"]
    assert restored.found(stays) == set(stays)


def test_the_ledger_of_what_was_restored_holds_and_says_what_was_erased(
    story: Story, tmp_path: Path
) -> None:
    there = story.restored(tmp_path).there
    assert there.romdoul("ledger", "verify").returncode == 0
    applied = "SELECT refs FROM ledger_entry WHERE event = 'erasure.applied'"
    ((box,),) = rows(there.home, "inbox", applied)
    assert "ab" * 32 in box
    refs = " ".join(ref for (ref,) in rows(there.home, "casework", applied))
    assert story.told["person"] in refs
    assert story.told["worker"] in refs
    noted = "SELECT refs FROM ledger_entry WHERE event = 'backup.restored'"
    ((ref,),) = rows(there.home, "casework", noted)
    assert ref.endswith("erasures=3")


def test_the_bytes_would_be_found_if_they_were_there(
    story: Story, tmp_path: Path
) -> None:
    """Else the test above could not fail; and it is recorded that this was chosen."""
    restored = story.restored(tmp_path, "--without-erasures")
    assert restored.done.returncode == 0, restored.done.stderr
    assert restored.found(story.told["stands"]) == set(story.told["stands"])
    noted = "SELECT refs FROM ledger_entry WHERE event = 'backup.restored'"
    ((ref,),) = rows(restored.there.home, "casework", noted)
    assert ref.endswith("erasures=without")
    assert "What was erased" in restored.done.stderr


def test_what_was_restored_without_is_erased_before_anybody_is_let_in(
    story: Story, tmp_path: Path
) -> None:
    restored = story.restored(tmp_path, "--without-erasures")
    there = restored.there
    done = there.romdoul("erasures", "apply", "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["erased"]) == 3
    assert restored.found(story.told["stands"]) == set()
    assert there.romdoul("ledger", "verify").returncode == 0


@pytest.mark.parametrize(("process", "count"), [("desks", 2), ("public", 1)])
def test_a_process_erases_what_is_its_own_before_it_starts(
    process: str, count: int, story: Story, tmp_path: Path
) -> None:
    there = story.restored(tmp_path, "--without-erasures").there
    said = there.romdoul("init", "--check", "--process", process, "--json")
    assert json.loads(said.stdout)["erased"] == count
    done = there.romdoul("erasures", "apply", "--process", process, "--json")
    assert len(json.loads(done.stdout)["erased"]) == count
    assert there.romdoul("ledger", "verify").returncode == 0


def test_without_the_list_a_restore_refuses(story: Story, tmp_path: Path) -> None:
    keys = story.copied_keys(tmp_path)
    shutil.rmtree(keys / "erasures")
    line = story.restore(tmp_path, keys=keys).refused()
    assert "no list of erasures" in line
    assert "--erasures FILE" in line
    assert "--without-erasures" in line


@pytest.mark.parametrize("damage", ["altered", "line taken out", "empty"])
def test_with_a_list_that_was_tampered_with_a_restore_refuses(
    damage: str, story: Story, tmp_path: Path
) -> None:
    keys = story.copied_keys(tmp_path)
    path = keys / "erasures" / "casework.list"
    lines = path.read_bytes().splitlines(keepends=True)
    if damage == "altered":
        lines[1] = re.sub(rb"P-\w{4}-\w{4}", b"P-0000-0000", lines[1])
    elif damage == "line taken out":
        del lines[1]
    else:
        lines = []
    path.write_bytes(b"".join(lines))
    assert "damaged" in story.restore(tmp_path, keys=keys).refused()


def test_a_list_that_is_older_than_the_backup_is_not_enough(
    story: Story, tmp_path: Path
) -> None:
    """A backup that knows of an erasure tells that the list ends too early."""
    later = tmp_path / "later.age"
    done = story.now.romdoul("backup", str(later), "--recipient", story.recipient)
    assert done.returncode == 0
    keys = story.copied_keys(tmp_path)
    path = keys / "erasures" / "casework.list"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    cut = replace(story, backup=later)
    assert "older than the backup" in cut.restore(tmp_path, keys=keys).refused()


def test_another_installations_list_is_not_taken_for_ours(
    story: Story, tmp_path: Path
) -> None:
    stranger = Installation(tmp_path / "home", tmp_path / "keys")
    for process in ("desks", "intake"):
        assert stranger.romdoul("init", "--process", process).returncode == 0
    words = [
        word
        for store in ("casework", "inbox")
        for word in ("--erasures", str(stranger.keys / "erasures" / f"{store}.list"))
    ]
    there = tmp_path / "there"
    there.mkdir()
    line = story.restore(there, *words, keys=there / "none").refused()
    assert "another installation" in line


def test_a_copy_kept_elsewhere_stands_for_the_list_and_becomes_ours(
    story: Story, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.age"
    done = story.now.romdoul(
        "erasures", "copy", str(copy), "--recipient", story.recipient
    )
    assert done.returncode == 0, done.stderr
    assert story.told["person"].encode() not in copy.read_bytes()
    keys = story.copied_keys(tmp_path)
    shutil.rmtree(keys / "erasures")
    restored = story.restore(tmp_path, "--erasures", str(copy), keys=keys)
    assert restored.done.returncode == 0, restored.done.stderr
    assert restored.found(story.told["stands"]) == set()
    listed = (keys / "erasures" / "casework.list").read_text()
    assert story.told["person"] in listed
    assert restored.there.romdoul("init", "--check").returncode == 0


def test_the_copy_that_lies_beside_the_backup_is_found(
    story: Story, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    shutil.copy(story.backup, folder / "backup.age")
    beside = str(folder / "romdoul-erasures.age")
    story.now.romdoul("erasures", "copy", beside, "--recipient", story.recipient)
    keys = story.copied_keys(tmp_path)
    for path in (keys / "erasures").iterdir():
        # As the copy of ROMDOUL_KEYS from the first day has them: only begun.
        path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    moved = replace(story, backup=folder / "backup.age")
    restored = moved.restore(tmp_path, keys=keys)
    assert restored.done.returncode == 0, restored.done.stderr
    assert restored.found(story.told["stands"]) == set()
    assert story.told["person"] in (keys / "erasures" / "casework.list").read_text()


def test_a_copy_for_somebody_else_cannot_be_opened(
    story: Story, tmp_path: Path
) -> None:
    copy, stranger = tmp_path / "copy.age", new_age_keys().recipient
    story.now.romdoul("erasures", "copy", str(copy), "--recipient", stranger)
    assert "encrypted" in story.restore(tmp_path, "--erasures", str(copy)).refused()


def test_a_list_that_was_lost_is_made_again_from_the_ledger(
    story: Story, tmp_path: Path
) -> None:
    now = story.now.copy(tmp_path)
    listed = now.keys / "erasures" / "casework.list"
    listed.unlink()
    assert now.romdoul("init", "--check").returncode == 1
    said = json.loads(now.romdoul("init", "--json").stdout)
    assert said["erasures"] == ["casework"]
    assert story.told["person"] in listed.read_text()
    story = replace(story, now=now)
    there = tmp_path / "there"
    there.mkdir()
    restored = story.restore(there)
    assert restored.done.returncode == 0, restored.done.stderr
    assert restored.found(story.told["stands"]) == set()


def test_a_damaged_list_is_set_aside_and_made_again_when_asked(
    story: Story, tmp_path: Path
) -> None:
    now = story.now.copy(tmp_path)
    listed = now.keys / "erasures" / "casework.list"
    listed.write_bytes(listed.read_bytes().replace(b"P-", b"Q-"))
    assert now.romdoul("doctor").returncode == 1
    said = json.loads(now.romdoul("erasures", "rebuild", "--json").stdout)
    assert said["made"] == ["casework"]
    assert len(list(listed.parent.glob("casework.list.until-*"))) == 1
    assert story.told["person"] in listed.read_text()
    again = json.loads(now.romdoul("erasures", "rebuild", "--json").stdout)
    assert again["made"] == []


def test_the_doctor_names_what_stands_although_it_was_erased(
    story: Story, tmp_path: Path
) -> None:
    there = story.restored(tmp_path, "--without-erasures").there
    done = there.romdoul("doctor", "--json")
    wrong = [
        c["says"] for c in json.loads(done.stdout)["checks"] if c["state"] == "wrong"
    ]
    assert any("romdoul erasures apply" in says for says in wrong)
    there.romdoul("erasures", "apply")
    done = there.romdoul("doctor", "--json")
    wrong = [
        c["says"] for c in json.loads(done.stdout)["checks"] if c["state"] == "wrong"
    ]
    assert wrong == []


LATER = """
import sys, time
from romdoul.cli import main, restore
restore.time = lambda: time.time() + 36 * 86400
sys.exit(main.main(sys.argv[1:]))
"""


def test_an_expired_backup_is_restored_only_when_asked(
    story: Story, tmp_path: Path
) -> None:
    there = Installation(tmp_path / "home", story.copied_keys(tmp_path))
    words = [sys.executable, "-c", LATER, "restore", str(story.backup)]
    words += ["--identity", str(story.identity)]
    run = partial(
        subprocess.run,
        env=there.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    line = Restored(there, outcome(run(words))).refused()
    assert "kept for 35 days" in line
    assert "--older" in line
    done = run([*words, "--older"])
    assert done.returncode == 0, done.stderr
    noted = "SELECT refs FROM ledger_entry WHERE event = 'backup.restored'"
    ((ref,),) = rows(there.home, "casework", noted)
    assert "older=yes" in ref


def test_the_desks_let_nobody_in_before_it_is_erased(
    story: Story, tmp_path: Path
) -> None:
    """After a restore by other means, or an erasure that was cut off."""
    restored = story.restored(tmp_path, "--without-erasures")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    words = [sys.executable, "-m", "romdoul.cli.main", "serve", "--process", "desks"]
    served = subprocess.Popen(
        [*words, "--port", port],
        env=restored.there.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert served.stdout is not None
        assert served.stdout.readline().startswith("desks: http")
        standing = "SELECT ref FROM cases_participant WHERE erased_at IS NULL"
        assert rows(restored.there.home, "casework", standing) == [
            (story.told["kept"],)
        ]
    finally:
        served.terminate()
        served.communicate(timeout=30)


def test_the_desks_do_not_start_with_a_list_that_was_tampered_with(
    story: Story, tmp_path: Path
) -> None:
    there = story.restored(tmp_path).there
    path = there.keys / "erasures" / "casework.list"
    path.write_bytes(path.read_bytes().replace(b"P-", b"Q-"))
    done = there.romdoul("serve", "--process", "desks", "--port", "1024")
    assert done.returncode == 2
    assert "list of erasures is damaged (line 2)" in done.stderr
    assert "romdoul erasures rebuild" in done.stderr
