"""The one place where framework signals are wired."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate  # noqa: TID251


def connect() -> None:
    """Put the ledger's triggers back after each migration of a store."""
    post_migrate.connect(guard_ledger, dispatch_uid="romdoul.guard_ledger")


def guard_ledger(using: str, app_config: AppConfig, **_rest: object) -> None:
    """Install the triggers that refuse to change the ledger of this store."""
    if app_config.label == "ledger" and using in settings.ROMDOUL_STORES.values():
        import_module("romdoul.ledger.triggers").install(using)
