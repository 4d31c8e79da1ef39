"""The database's own refusal to change what the ledger says.

SQLite drops the triggers of a table that a migration rebuilds, so they are put
back after each migration; `romdoul doctor` asks whether any is missing.
"""

import re

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the ledger is append-only"
_FORBIDDEN = {
    "ledger_entry_no_update": "UPDATE ON ledger_entry",
    "ledger_entry_no_delete": "DELETE ON ledger_entry",
    "ledger_checkpoint_no_update": "UPDATE ON ledger_checkpoint",
    "ledger_checkpoint_no_delete": "DELETE ON ledger_checkpoint",
    "ledger_head_no_delete": "DELETE ON ledger_head",
}
# SQLite's REPLACE deletes the old row without asking the DELETE trigger.
_SQLITE_CONDITIONS = {
    "ledger_entry_no_replace": (
        "INSERT ON ledger_entry WHEN EXISTS"
        " (SELECT 1 FROM ledger_entry WHERE seq = NEW.seq)"
    ),
    "ledger_checkpoint_no_replace": (
        "INSERT ON ledger_checkpoint WHEN EXISTS"
        " (SELECT 1 FROM ledger_checkpoint WHERE seq = NEW.seq)"
    ),
    "ledger_head_no_return": "UPDATE ON ledger_head WHEN NEW.seq < OLD.seq",
}
_POSTGRES_CONDITIONS = {
    "ledger_entry_no_truncate": "TRUNCATE ON ledger_entry",
    "ledger_checkpoint_no_truncate": "TRUNCATE ON ledger_checkpoint",
    "ledger_head_no_truncate": "TRUNCATE ON ledger_head",
    "ledger_head_no_return": "UPDATE ON ledger_head WHEN NEW.seq < OLD.seq",
}
_POSTGRES_BODY = f" BEGIN RAISE EXCEPTION '{REFUSAL}'; END "
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger"
    f" LANGUAGE plpgsql AS $${_POSTGRES_BODY}$$"
)
_POSTGRES_STANDING = (
    "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
    " JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE c.relnamespace = current_schema()::regnamespace"
    " AND p.proname = 'ledger_refuse' AND p.prosrc = %s AND t.tgenabled IN ('O', 'A')"
)


def install(alias: str) -> None:
    """Put back whatever trigger is missing or altered in this database."""
    connection = connections[alias]
    lost = missing(alias)
    if not lost:
        return
    rules = wanted(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for name in lost:
            cursor.execute(drop(connection, name))
            cursor.execute(rules[name])


def missing(alias: str) -> list[str]:
    """Return the names of the triggers that are missing, altered or switched off."""
    connection = connections[alias]
    standing = _standing(connection)
    return sorted(name for name in wanted(connection) if name not in standing)


def drop(connection: BaseDatabaseWrapper, name: str) -> str:
    """Return the statement that takes one trigger away if it stands."""
    if connection.vendor == "postgresql":
        table = "_".join(name.split("_")[:2])
        return f"DROP TRIGGER IF EXISTS {name} ON {table}"
    return f"DROP TRIGGER IF EXISTS {name}"


def wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return the statement that makes each trigger, by name."""
    if connection.vendor == "postgresql":
        rules = _FORBIDDEN | _POSTGRES_CONDITIONS
        return {name: _postgres(name, rule) for name, rule in rules.items()}
    rules = _FORBIDDEN | _SQLITE_CONDITIONS
    return {name: _sqlite(name, rule) for name, rule in rules.items()}


def _sqlite(name: str, rule: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {rule}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def _postgres(name: str, rule: str) -> str:
    event, _when, condition = rule.partition(" WHEN ")
    level = "STATEMENT" if rule.startswith("TRUNCATE") else "ROW"
    when = f" WHEN ({condition})" if condition else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event} FOR EACH {level}{when}"
        " EXECUTE FUNCTION ledger_refuse()"
    )


def _standing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that stand as they were installed."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_STANDING, [_POSTGRES_BODY])
            return {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        rules = wanted(connection)
        return {
            name
            for name, sql in cursor.fetchall()
            if _spaced(sql) == _spaced(rules.get(name, ""))
        }


def _spaced(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()
