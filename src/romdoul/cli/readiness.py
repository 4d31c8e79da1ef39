"""Stores that are migrated and static files that are collected."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections, router
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

STAMP = ".collected"
SITE = "site"
OF_EVERY_STORE = ("ledger", "site", "inbox")


def stores_behind() -> list[str]:
    """Return the stores whose tables are missing or older than the code."""
    behind = [store for store, alias in _stores() if not _is_current(alias)]
    if _reads_pages() and not _has_pages():
        behind.append(SITE)
    return behind


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
            _forget_unmade(alias)
            call_command("migrate", database=alias, interactive=False, verbosity=0)
    return behind


def _reads_pages() -> bool:
    """Say whether this process shows the website, whose tables another makes."""
    stores: dict[str, str] = settings.ROMDOUL_STORES
    return (
        apps.is_installed("romdoul.site.pages")
        and SITE not in dict(_stores())
        and SITE in stores
    )


def _has_pages() -> bool:
    return "pages_homepage" in connections["default"].introspection.table_names()


def _forget_unmade(alias: str) -> None:
    """Forget migrations noted in a store by a process that had no tables there.

    Before there was an editing process, the website's store was migrated beside
    the others, and Django noted what the router had kept out of it.
    """
    if alias != "default" or not apps.is_installed("django.contrib.contenttypes"):
        return
    tables = connections[alias].introspection.table_names()
    if "django_migrations" in tables and "django_content_type" not in tables:
        noted = MigrationRecorder(connections[alias]).migration_qs
        noted.exclude(app__in=OF_EVERY_STORE).delete()


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
    stores: dict[str, str] = settings.ROMDOUL_STORES
    ours = getattr(settings, "ROMDOUL_MIGRATES", tuple(stores))
    return [(store, alias) for store, alias in stores.items() if store in ours]


def _is_current(alias: str) -> bool:
    connection = connections[alias]
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(name).exists():
        return False
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not any(router.allow_migrate(alias, one.app_label) for one, _back in plan)


def _sources() -> list[str]:
    """Return each file that a process serves, with its moment of change."""
    return [
        f"{path} {Path(storage.path(path)).stat().st_mtime_ns}"
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
