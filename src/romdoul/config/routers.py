"""Sends each app's tables to the store they belong to."""

from django.conf import settings
from django.db.models import Model

STORE_OF = {
    **dict.fromkeys(("site", "counting", "learning", "pages", "editors"), "site"),
    "inbox": "inbox",
}
EVERYWHERE = {"ledger"}


class StoreRouter:
    """A table lives in its process's own store unless it is named above.

    The ledger's tables stand in every store and are always addressed by name.
    """

    def _alias(self, app_label: str) -> str | None:
        aliases: dict[str, str] = settings.ROMDOUL_STORES
        store = STORE_OF.get(app_label)
        return aliases.get(store) if store else "default"

    def db_for_read(self, model: type[Model], **_hints: object) -> str | None:
        return self._alias(model._meta.app_label)

    def db_for_write(self, model: type[Model], **_hints: object) -> str | None:
        return self._alias(model._meta.app_label)

    def allow_relation(self, one: Model, two: Model, **_hints: object) -> bool:
        return self._alias(one._meta.app_label) == self._alias(two._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool:
        if app_label in EVERYWHERE:
            return db in settings.ROMDOUL_STORES.values()
        return db == self._alias(app_label)
