"""Stores that are migrated and static files that are collected."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

STAMP = ".collected"


def stores_behind() -> list[str]:
    """Return the stores whose tables are missing or older than the code."""
    return [store for store, alias in _stores() if not _is_current(alias)]


def static_is_behind() -> bool:
    """Say whether the pages' files are missing or older than the code's."""
    if not _has_static():
        return False
    stamp = Path(settings.STATIC_ROOT) / STAMP
    # A process of fewer apps finds fewer files than were collected for all.
    collected = stamp.read_text().splitlines() if stamp.exists() else []
    return not set(_sources()) <= set(collected)


def close() -> None:
    """Close every store, so that no journal stays beside it."""
    connections.close_all()


def migrate() -> list[str]:
    """Bring each store's tables up; return the stores that were behind."""
    behind = stores_behind()
    for store, alias in _stores():
        if store in behind:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
    return behind


def collect_static() -> bool:
    """Collect and compress the static files if any of them changed."""
    if not static_is_behind():
        return False
    found = "\n".join(_sources())
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    (Path(settings.STATIC_ROOT) / STAMP).write_text(found)
    return True


def _has_static() -> bool:
    return "django.contrib.staticfiles" in settings.INSTALLED_APPS


def _stores() -> list[tuple[str, str]]:
    return list(settings.ROMDOUL_STORES.items())


def _is_current(alias: str) -> bool:
    connection = connections[alias]
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(name).exists():
        return False
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _sources() -> list[str]:
    """Return each file that a process serves, with its moment of change."""
    return [
        f"{path} {Path(storage.path(path)).stat().st_mtime_ns}"
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
