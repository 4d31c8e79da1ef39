"""On SQLite the public process asks the website's store for pages, and no accounts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factories.installation import Installation, initialised
from tests.factories.once import copy_parts

ASK = """
import json, os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = f"romdoul.config.settings.{sys.argv[1]}"
django.setup()
from django.db import DatabaseError, connection
def answer(statement):
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return ""
    except DatabaseError as error:
        return str(error)
print(json.dumps({one: answer(one) for one in json.load(sys.stdin)}))
"""
ACCOUNTS = (
    "SELECT password FROM editors_editor",
    "SELECT count(*) FROM editors_editor",
    "SELECT 1 FROM pages_edition UNION SELECT password FROM editors_editor",
    "SELECT id FROM pages_edition WHERE (SELECT count(ref) FROM editors_editor) > 0",
    "SELECT data FROM mfa_authenticator",
    "SELECT session_data FROM django_session",
    "SELECT * FROM editors_editorinvitation",
    "SELECT content FROM wagtailcore_revision",
    "SELECT actor FROM ledger_entry",
)
WRITES = (
    "UPDATE wagtailcore_page SET title = 'Another'",
    "DELETE FROM counting_tally",
    "UPDATE sqlite_master SET sql = ''",
    "DELETE FROM sqlite_master",
    "UPDATE counting_tally SET number = 1",
    "INSERT INTO site_sitesetting (key, value) VALUES ('a', 'b')",
    "CREATE TABLE more (id int)",
    "DROP TABLE counting_tally",
    "ATTACH DATABASE ':memory:' AS other",
    "PRAGMA writable_schema = ON",
)
NEEDED = (
    "SELECT title FROM wagtailcore_page WHERE live",
    "SELECT rowid FROM wagtailsearch_indexentry_fts"
    " WHERE wagtailsearch_indexentry_fts MATCH 'help0'",
    'INSERT INTO counting_tally (kind, subject, "on", number)'
    " VALUES ('view', 'a', '2026-11-20', 1)",
)


@pytest.fixture(scope="module")
def made(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("restrained")
    copy_parts(initialised(shared), folder)
    return Installation(folder / "home", folder / "keys")


def answers(made: Installation, process: str, asked: tuple[str, ...]) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", ASK, process],
        env=made.environment,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def refused(error: str) -> bool:
    said = ("prohibited", "not authorized", "may not be modified")
    return any(words in error for words in said)


def test_it_is_refused_every_account_and_every_draft(made: Installation) -> None:
    said = answers(made, "public", ACCOUNTS)
    assert [one for one, error in said.items() if not refused(error)] == []


def test_it_changes_and_makes_nothing(made: Installation) -> None:
    said = answers(made, "public", WRITES)
    assert [one for one, error in said.items() if not refused(error)] == []


def test_it_reads_pages_finds_them_and_adds_what_is_counted(made: Installation) -> None:
    assert set(answers(made, "public", NEEDED).values()) == {""}


def test_where_it_is_edited_the_same_is_answered(made: Installation) -> None:
    """Else the first test would hold of statements that nobody could ask."""
    assert set(answers(made, "edit", ACCOUNTS).values()) == {""}
