"""The three stores, and what each is called in this process."""

from enum import StrEnum

from django.conf import settings


class Store(StrEnum):
    """A database of its own, with no foreign key into another."""

    SITE = "site"
    INBOX = "inbox"
    CASEWORK = "casework"


def alias(store: Store) -> str:
    """Return Django's alias for the store in this process.

    Raises KeyError where the process has no such store.
    """
    aliases: dict[str, str] = settings.ROMDOUL_STORES
    return aliases[store.value]
