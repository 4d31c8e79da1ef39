"""What the public process asks of the website's store where that is a file.

SQLite knows no users: whoever opens the file can read it. So this connection says
itself what it does not do, and SQLite refuses to prepare anything else: what might be
slipped into a query reaches no account. On PostgreSQL the process's user is refused.
"""

import sqlite3
from sqlite3.dbapi2 import Connection

# Who edits, and what proves it; drafts and their history; who did what.
UNREAD = (
    *("editors_", "mfa_", "account_", "auth_", "django_session", "ledger_"),
    *("wagtailcore_revision", "wagtailcore_comment", "wagtailcore_pagelog"),
    *("wagtailcore_modellog", "wagtailadmin_", "wagtailusers_"),
    *("pages_storycopy", "pages_storytranslator"),
)
ADDED_TO = frozenset(
    {"counting_tally", "learning_courseresult", "learning_certificate"}
)
# Its full-text search asks whether the file has changed.
ASKED = frozenset({"data_version"})
_HARMLESS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
    }
)


def restrain(connection: Connection) -> None:
    """Let this connection read pages and add what is counted, and nothing else."""
    connection.set_authorizer(_allows)


def _allows(act: int, first: str | None, *_rest: str | None) -> int:
    name = first or ""
    match act:
        case sqlite3.SQLITE_READ:
            allowed = not name.startswith(UNREAD)
        case sqlite3.SQLITE_INSERT:
            allowed = name in ADDED_TO
        case sqlite3.SQLITE_UPDATE:
            # Asked when a full-text index is opened; of a statement SQLite refuses it.
            allowed = name == "sqlite_master"
        case sqlite3.SQLITE_PRAGMA:
            allowed = name in ASKED
        case _:
            allowed = act in _HARMLESS
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
