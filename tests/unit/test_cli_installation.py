"""Setting up, checking, copying away and putting back, on a disk of its own."""

import json
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from tests.factories.installation import (
    Installation,
    recipient_in,
    set_up,
    write_identity,
)

from romdoul.vault.exports import new_age_keys


@pytest.fixture(scope="module")
def made(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return set_up(shared, tmp_path_factory.mktemp("installation"))


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_identity(tmp_path_factory.mktemp("operator"))


@pytest.fixture(scope="module")
def backup(made: Installation, identity: Path) -> Path:
    target = identity.parent / "backup.age"
    invited = made.romdoul("editors", "add", "sok-1", "--role", "editor")
    assert invited.returncode == 0, invited.stderr
    with closing(sqlite3.connect(made.home / "site.sqlite3")) as store, store:
        store.execute(
            "INSERT INTO pages_storyconsent (story, given_on, kept_at, recorded_by_id,"
            " recorded_at) SELECT ?, '2026-11-01', 'K-1', id, '2026-11-01' FROM"
            " editors_editor",
            ("0" * 32,),
        )
    done = made.romdoul("backup", str(target), "--recipient", recipient_in(identity))
    assert done.returncode == 0, done.stderr
    return target


def wrong_in(done: subprocess.CompletedProcess[str]) -> list[str]:
    checks = json.loads(done.stdout)["checks"]
    return [one["says"] for one in checks if one["state"] == "wrong"]


def entries(home: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "casework.sqlite3")) as store:
        return store.execute("SELECT * FROM ledger_entry ORDER BY seq").fetchall()


def consents_that_hold(home: Path) -> int:
    with closing(sqlite3.connect(home / "site.sqlite3")) as store:
        held = "SELECT count(*) FROM pages_storyconsent WHERE withdrawn_at IS NULL"
        return int(store.execute(held).fetchone()[0])


def editors(home: Path) -> list[tuple[object, ...]]:
    """Return who edits, and how many invitations they hold."""
    with closing(sqlite3.connect(home / "site.sqlite3")) as store:
        return store.execute(
            "SELECT username, (SELECT count(*) FROM editors_editorinvitation i"
            " WHERE i.editor_id = e.id) FROM editors_editor e"
        ).fetchall()


def test_setting_up_again_changes_nothing(made: Installation) -> None:
    before = {path: path.read_bytes() for path in made.keys.iterdir() if path.is_file()}
    done = made.romdoul("init", "--json")
    assert done.returncode == 0
    said = json.loads(done.stdout)
    assert said["keys"] == said["migrated"] == said["grants"] == []
    assert said["static"] is False
    assert all(path.read_bytes() == kept for path, kept in before.items())


def test_a_founded_organisation_has_its_root_and_open_desks(
    made: Installation,
) -> None:
    assert (made.keys / "root.pub").stat().st_size == 32
    with closing(sqlite3.connect(made.home / "inbox.sqlite3")) as store:
        desks = store.execute("SELECT desk FROM inbox_publishedkey").fetchall()
    assert {desk for (desk,) in desks} == {"hotline", "safeguarding"}
    again = made.romdoul("found", str(made.home.parent / "people.toml"))
    assert again.returncode == 2


@pytest.mark.parametrize(
    "text", ["[[people]]", "people = 3", "=", '[[people]]\nusername = "a"\nroles = 1']
)
def test_people_that_are_none_are_bad_input(text: str, tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_text(text)
    other = Installation(tmp_path / "home", tmp_path / "keys")
    done = other.romdoul("found", str(tmp_path / "people.toml"))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not other.keys.exists()


def test_keys_are_not_made_anew_beside_data(made: Installation, tmp_path: Path) -> None:
    other = made.copy(tmp_path)
    (other.keys / "mailbox.pepper").unlink()
    done = other.romdoul("init")
    assert done.returncode == 2
    assert "mailbox.pepper" in done.stderr
    assert not (other.keys / "mailbox.pepper").exists()
    assert other.romdoul("init", "--new-keys").returncode == 0
    assert (other.keys / "mailbox.pepper").exists()


def test_the_ledger_of_a_new_organisation_holds(made: Installation) -> None:
    done = made.romdoul("ledger", "verify", "--json")
    assert done.returncode == 0, done.stderr
    streams = {one["store"]: one for one in json.loads(done.stdout)["streams"]}
    assert set(streams) == {"site", "inbox", "casework"}
    assert streams["casework"]["entries"] > 10
    assert streams["casework"]["rows"] > 0


def test_a_cut_tail_is_found_against_a_kept_checkpoint(
    made: Installation, tmp_path: Path
) -> None:
    other, kept = made.copy(tmp_path), tmp_path / "kept"
    assert other.romdoul("ledger", "checkpoint", "--out", str(kept)).returncode == 0
    with closing(sqlite3.connect(other.home / "casework.sqlite3")) as store, store:
        for (name,) in store.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            store.execute(f"DROP TRIGGER {name}")
        (last,) = store.execute("SELECT max(seq) FROM ledger_entry").fetchone()
        store.execute("DELETE FROM ledger_entry WHERE seq = ?", [last])
    done = other.romdoul("ledger", "verify", "--checkpoint", str(kept), "--json")
    assert done.returncode == 1
    found = [
        f["kind"] for s in json.loads(done.stdout)["streams"] for f in s["findings"]
    ]
    assert "tail_cut" in found
    assert other.romdoul("doctor").returncode == 1


def test_a_checkpoint_file_that_is_none_is_bad_input(
    made: Installation, tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("a line of something else\n")
    done = made.romdoul("ledger", "verify", "--checkpoint", str(tmp_path / "kept"))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_the_doctor_finds_nothing_wrong(made: Installation) -> None:
    done = made.romdoul("doctor", "--json")
    said = json.loads(done.stdout)
    assert [one for one in said["checks"] if one["state"] == "wrong"] == []
    assert done.returncode == 0
    checked = {one["check"] for one in said["checks"]}
    assert checked >= {"settings", "keys", "stores", "triggers", "storage", "clock"}


def test_the_doctor_finds_what_is_wrong(made: Installation, tmp_path: Path) -> None:
    other = made.copy(tmp_path)
    (other.keys / "mfa.key").chmod(0o644)
    with closing(sqlite3.connect(other.home / "inbox.sqlite3")) as store:
        store.execute("DROP TRIGGER ledger_entry_no_update")
    done = other.romdoul("doctor", "--json")
    assert done.returncode == 1
    wrong = [
        c["says"] for c in json.loads(done.stdout)["checks"] if c["state"] == "wrong"
    ]
    assert any("mfa.key" in says for says in wrong)
    assert any("ledger_entry_no_update" in says for says in wrong)


def test_what_is_advice_on_ones_own_machine_is_wrong_before_strangers(
    made: Installation,
) -> None:
    done = made.romdoul("doctor", "--json", ROMDOUL_ALLOWED_HOSTS="desks.example")
    wrong = [
        c["says"] for c in json.loads(done.stdout)["checks"] if c["state"] == "wrong"
    ]
    assert any("TLS" in says for says in wrong)
    assert any("offline/root.key" in says for says in wrong)


def test_a_backup_restored_elsewhere_has_every_record_and_verifies(
    made: Installation, backup: Path, identity: Path, tmp_path: Path
) -> None:
    other = Installation(tmp_path / "new" / "home", made.keys)
    done = other.romdoul("restore", str(backup), "--identity", str(identity))
    assert done.returncode == 0, done.stderr
    assert "sok-1" in done.stdout
    assert editors(other.home) == [("sok-1", 0)]
    # It may have been withdrawn since: nothing says so.
    assert consents_that_hold(made.home) == 1
    assert consents_that_hold(other.home) == 0
    assert "until consent is recorded anew" in done.stdout
    *as_before, restored = entries(other.home)
    assert as_before == entries(made.home)
    assert restored[3] == "backup.restored"
    assert other.romdoul("ledger", "verify").returncode == 0
    assert other.romdoul("init", "--check").returncode == 0
    assert list((tmp_path / "new").iterdir()) == [other.home]


def test_a_backup_restored_without_keys_says_which_are_to_be_put_back(
    made: Installation, backup: Path, identity: Path, tmp_path: Path
) -> None:
    other = Installation(tmp_path / "home", tmp_path / "keys")
    lists = sorted((made.keys / "erasures").iterdir())
    copies = [word for path in lists for word in ("--erasures", str(path))]
    words = (str(backup), "--identity", str(identity), *copies, "--json")
    done = other.romdoul("restore", *words)
    assert done.returncode == 0, done.stderr
    assert "mailbox.pepper" in json.loads(done.stdout)["missing_keys"]
    assert not other.keys.exists()
    assert other.romdoul("ledger", "verify").returncode == 0


def test_a_backup_holds_no_server_secret_and_shows_nothing_in_the_clear(
    made: Installation, backup: Path
) -> None:
    raw = backup.read_bytes()
    assert b"casework" not in raw
    assert b"manager-1" not in raw
    for key in made.keys.glob("*.key"):
        assert key.read_bytes() not in raw
    assert backup.stat().st_mode & 0o777 == 0o600


def test_debians_age_opens_a_backup(backup: Path, identity: Path) -> None:
    done = subprocess.run(
        ["/usr/bin/age", "--decrypt", "-i", str(identity), str(backup)],
        capture_output=True,
        check=True,
    )
    assert b"manifest.json" in done.stdout[:512]


def test_a_wrong_identity_changes_nothing(backup: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "identity"
    wrong.write_bytes(new_age_keys().identity.reveal())
    other = Installation(tmp_path / "home", tmp_path / "keys")
    done = other.romdoul("restore", str(backup), "--identity", str(wrong))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == [wrong]


@pytest.mark.parametrize("damage", ["cut", "altered", "none"])
def test_a_damaged_backup_changes_nothing(
    damage: str, backup: Path, identity: Path, tmp_path: Path
) -> None:
    whole = bytearray(backup.read_bytes())
    if damage == "cut":
        del whole[len(whole) // 2 :]
    elif damage == "altered":
        whole[len(whole) // 2] ^= 1
    else:
        whole[:] = b"not an age file at all"
    spoilt = tmp_path / "spoilt.age"
    spoilt.write_bytes(whole)
    other = Installation(tmp_path / "home", tmp_path / "keys")
    done = other.romdoul("restore", str(spoilt), "--identity", str(identity))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == [spoilt]


def test_a_restore_never_goes_over_data(
    made: Installation, backup: Path, identity: Path, tmp_path: Path
) -> None:
    other = made.copy(tmp_path)
    before = entries(other.home)
    done = other.romdoul("restore", str(backup), "--identity", str(identity))
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert entries(other.home) == before


def test_a_backup_is_not_written_over_nor_for_nobody(
    made: Installation, backup: Path, identity: Path, tmp_path: Path
) -> None:
    before = backup.read_bytes()
    again = made.romdoul("backup", str(backup), "--recipient", recipient_in(identity))
    assert again.returncode == 2
    assert backup.read_bytes() == before
    target = tmp_path / "b.age"
    assert made.romdoul("backup", str(target)).returncode == 2
    bad = made.romdoul("backup", str(target), "--recipient", "age1nobody")
    assert bad.returncode == 2
    assert not target.exists()


def test_on_postgresql_a_backup_points_to_pg_dump(
    made: Installation, tmp_path: Path
) -> None:
    done = made.romdoul(
        "backup", str(tmp_path / "b"), ROMDOUL_POSTGRES="postgresql://x/"
    )
    assert done.returncode == 2
    assert "pg_dump" in done.stderr


def test_a_server_whose_stores_are_not_ready_does_not_start(tmp_path: Path) -> None:
    empty = Installation(tmp_path / "home", tmp_path / "keys")
    done = empty.romdoul("serve", "--port", "1024")
    assert done.returncode == 2
    assert "romdoul init" in done.stderr
    assert not (tmp_path / "home").exists()


def test_a_taken_port_is_said_and_not_shared(made: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = made.romdoul("serve", "--process", "public", "--port", str(port))
    assert done.returncode == 2
    assert str(port) in done.stderr


def test_what_dies_is_started_again_and_sigterm_ends_all(made: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "romdoul.cli.main", "serve", "--process", "public",
         "--port", str(port)],
        env=made.environment, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        first = _answering(port)
        for child in _children(supervisor.pid):
            _end(child)
        second = _answering(port)
        assert (first, second) == (200, 200)
    finally:
        supervisor.terminate()
        said, _ = supervisor.communicate(timeout=30)
    assert supervisor.returncode == 0
    assert "starting it again" in said
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/km/", timeout=2)


def _children(pid: int) -> list[int]:
    return [
        int(w) for w in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ]


def _end(pid: int) -> None:
    subprocess.run(["/bin/kill", "-KILL", str(pid)], check=True)
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.1)


def _answering(port: int) -> int:
    address = f"http://127.0.0.1:{port}/km/"
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=2) as got:
                return int(got.status)
        except OSError:
            time.sleep(0.2)
    return 0
