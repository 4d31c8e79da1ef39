"""The one place where framework signals are wired."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_migrate  # noqa: TID251

PAGES = "romdoul.site.pages"


def connect() -> None:
    """Put the ledger's triggers back after each migration of a store.

    Where the website's pages are, whatever is published or withdrawn begins its
    next edition.
    """
    post_migrate.connect(guard_ledger, dispatch_uid="romdoul.guard_ledger")
    if apps.is_installed(PAGES):
        signals = import_module("wagtail.signals")
        for name in ("page_published", "page_unpublished", "post_page_move"):
            getattr(signals, name).connect(
                begin_edition, dispatch_uid=f"romdoul.{name}"
            )


def guard_ledger(using: str, app_config: AppConfig, **_rest: object) -> None:
    """Install the triggers that refuse to change the ledger of this store."""
    if app_config.label == "ledger" and using in settings.ROMDOUL_STORES.values():
        import_module("romdoul.ledger.triggers").install(using)


def begin_edition(**_rest: object) -> None:
    """Let what the public process keeps of the last edition end."""
    import_module(f"{PAGES}.editions").begin_next()
