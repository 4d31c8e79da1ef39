"""`romdoul editors`: its answers, exit statuses, and the code that is shown once."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.factories.installation import Installation, initialised
from tests.factories.once import copy_parts


@pytest.fixture(scope="module")
def made(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A website with its first pages, and nobody who edits."""
    folder = tmp_path_factory.mktemp("editing")
    copy_parts(initialised(shared), folder)
    return Installation(folder / "home", folder / "keys")


def accounts(made: Installation) -> list[tuple[object, ...]]:
    """Return all that is kept of accounts, and how far the ledger is."""
    with closing(sqlite3.connect(made.home / "site.sqlite3")) as store:
        kept = [
            row
            for table in ("editor", "editorinvitation", "editor_groups")
            for row in store.execute(f"SELECT * FROM editors_{table}")  # noqa: S608
        ]
        return [*kept, *store.execute("SELECT MAX(seq) FROM ledger_entry")]


def rows(made: Installation) -> dict[str, dict[str, str]]:
    said = json.loads(made.romdoul("editors", "list", "--json").stdout)
    return {row["username"]: row for row in said["editors"]}


def test_somebody_is_invited_with_a_code_that_is_shown_once(
    made: Installation,
) -> None:
    done = made.romdoul("editors", "add", "sok-1", "--role", "editor")
    assert done.returncode == 0, done.stderr
    [code] = [word for word in done.stdout.split() if word.count("-") == 4]
    assert done.stderr == ""
    kept = [path for path in made.home.rglob("*") if path.is_file()]
    for form in (code, code.replace("-", "")):
        assert not [path for path in kept if form.encode() in path.read_bytes()]
    row = rows(made)["sok-1"]
    assert (row["role"], row["status"]) == ("editor", "invited")


def test_a_program_gets_the_code_in_the_document_alone(made: Installation) -> None:
    words = ("editors", "add", "dara-1", "--role", "reviewer", "--json")
    done = made.romdoul(*words)
    said = json.loads(done.stdout)
    assert (said["ok"], said["username"]) == (True, "dara-1")
    assert said["code"] not in done.stderr


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("add", "Sok Dara", "--role", "editor"), 2),
        (("add", "new-1", "--role", "superuser"), 2),
        (("add", "new-1"), 2),
        (("end", "nobody"), 1),
        (("reset", "nobody"), 1),
        (("frobnicate",), 2),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(
    made: Installation, words: tuple[str, ...], status: int
) -> None:
    before = accounts(made)
    done = made.romdoul("editors", *words)
    assert done.returncode == status
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert accounts(made) == before


def test_an_account_is_reset_ended_and_not_made_again(made: Installation) -> None:
    made.romdoul("editors", "add", "kim-1", "--role", "editor")
    assert made.romdoul("editors", "reset", "kim-1").returncode == 0
    assert made.romdoul("editors", "end", "kim-1").returncode == 0
    assert rows(made)["kim-1"]["status"] == "ended"
    assert made.romdoul("editors", "reset", "kim-1").returncode == 1
    again = made.romdoul("editors", "add", "kim-1", "--role", "editor")
    assert again.returncode == 2


def test_setting_up_again_keeps_who_edits(made: Installation) -> None:
    before = accounts(made)
    assert made.romdoul("init", "--process", "edit").returncode == 0
    assert accounts(made) == before
