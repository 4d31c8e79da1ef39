"""What each process's own database user may do: said, granted, and compared.

``grants.toml`` says it. Only PostgreSQL knows users; a store that is a file asks
nobody who reads it.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connections, transaction

SAID = Path(__file__).with_name("grants.toml")
_ONE = re.compile(r"(?P<takes>-?)(?P<table>[a-z_*]+)(?:\((?P<columns>[a-z_, ]+)\))?")
_TABLES = (
    "SELECT c.relname::text FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm')"
    " AND c.relnamespace = current_schema()::regnamespace"
)
# Not what was granted but what holds: also what comes by owning, by another role,
# by PUBLIC, or by being a superuser.
_HOLDS = f"""
WITH tables AS ({_TABLES.replace("c.relname::text", "c.oid, c.relname::text AS name")})
SELECT p, name, '' FROM tables, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE',
    'TRUNCATE', 'REFERENCES', 'TRIGGER']) p WHERE has_table_privilege(%(role)s, oid, p)
UNION ALL SELECT p, name, a.attname::text FROM tables JOIN pg_attribute a
    ON a.attrelid = oid AND a.attnum > 0 AND NOT a.attisdropped,
    unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p
    WHERE has_column_privilege(%(role)s, oid, a.attnum, p)
    AND NOT has_table_privilege(%(role)s, oid, p)
UNION ALL SELECT p, '', '' FROM unnest(ARRAY['CONNECT', 'CREATE', 'TEMPORARY']) p
    WHERE has_database_privilege(%(role)s, current_database(), p)
UNION ALL SELECT 'CREATE', 'the schema', ''
    WHERE has_schema_privilege(%(role)s, current_schema(), 'CREATE')
"""  # noqa: S608 - our own words


class Grant(NamedTuple):
    """One right: on a table, on one of its columns, or on the database (no table)."""

    right: str
    table: str = ""
    column: str = ""

    def __str__(self) -> str:
        where = self.table or "the database"
        return f"{self.right} on {where}{f'.{self.column}' if self.column else ''}"


def role_of(process: str) -> str:
    """Return the database user of a process."""
    return f"romdoul_{process}"


def settle() -> list[str]:
    """Give each database user that there is what is said of it, in every store.

    Return the stores that were not so. Nothing is done for a store in a file, and
    nothing where one user serves for all processes.
    """
    stores: dict[str, str] = settings.ROMDOUL_STORES
    return [store for store, alias in stores.items() if _settle(store, alias)]


def has_users(alias: str) -> bool:
    """Say whether a store asks who is there."""
    return bool(connections[alias].vendor == "postgresql")


def known_roles(alias: str) -> list[str]:
    """Return the processes that have a database user of their own."""
    if not has_users(alias):
        return []
    found = {name for (name,) in _rows(alias, "SELECT rolname::text FROM pg_roles")}
    return [name for name in processes() if role_of(name) in found]


def processes() -> list[str]:
    """Return every process of which something is said."""
    return sorted({name for told in _said().values() for name in told})


def wanted(store: str, alias: str, process: str) -> set[Grant]:
    """Return what a process's user may do in a store, table by table."""
    told = _said()[store].get(process)
    if told is None:
        return set()
    tables = [name for (name,) in _rows(alias, _TABLES)]
    found = {Grant("CONNECT")}
    for right, words in told.items():
        found |= set(_named(right.upper(), words, tables))
    return found


def held(alias: str, process: str) -> set[Grant]:
    """Return what a process's user can do in a store, however it came by it."""
    return {Grant(*row) for row in _rows(alias, _HOLDS, role=role_of(process))}


def statements(store: str, alias: str, process: str) -> Iterator[str]:
    """Yield what grants a process's user in a store what is said, and no more."""
    role = role_of(process)
    database = connections[alias].settings_dict["NAME"]
    for where in (
        *("ALL TABLES IN SCHEMA public", "ALL SEQUENCES IN SCHEMA public"),
        f'DATABASE "{database}"',
    ):
        yield f"REVOKE ALL ON {where} FROM {role}"
    tables: dict[str, list[str]] = {}
    for right, table, column in sorted(wanted(store, alias, process)):
        if table:
            columns = f' ("{column}")' if column else ""
            tables.setdefault(f"{right}{columns}", []).append(f'"{table}"')
        else:
            yield f'GRANT {right} ON DATABASE "{database}" TO {role}'
    for right, names in tables.items():
        yield f"GRANT {right} ON {', '.join(names)} TO {role}"


def _settle(store: str, alias: str) -> bool:
    present = known_roles(alias)
    unlike = [
        name for name in present if wanted(store, alias, name) != held(alias, name)
    ]
    if not unlike:
        return False
    database = connections[alias].settings_dict["NAME"]
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC')
        for name in unlike:
            for statement in statements(store, alias, name):
                cursor.execute(statement)
    return True


@cache
def _said() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    """Return the words of the file, by store, process and right."""
    with SAID.open("rb") as file:
        stores = tomllib.load(file)
    return {
        store: {name: told for names, told in given.items() for name in names.split()}
        for store, given in stores.items()
    }


def _named(right: str, words: Iterable[str], tables: Iterable[str]) -> Iterator[Grant]:
    """Yield a right on each table, or column, that the words name in their order."""
    found: dict[Grant, None] = {}
    for word in words:
        part = _ONE.fullmatch(word)
        if part is None:
            raise ValueError(f"{SAID.name}: {word}")
        named = [table for table in tables if fnmatchcase(table, part["table"])]
        if part["takes"]:
            found = {one: None for one in found if one.table not in named}
            continue
        columns = [one.strip() for one in (part["columns"] or "").split(",")]
        found |= {
            Grant(right, table, column): None for table in named for column in columns
        }
    yield from found


def _rows(alias: str, query: str, **values: str) -> list[tuple[str, ...]]:
    with connections[alias].cursor() as cursor:
        cursor.execute(query, values or None)
        found: list[tuple[str, ...]] = cursor.fetchall()
    return found
