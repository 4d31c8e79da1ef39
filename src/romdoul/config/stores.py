"""Where the three stores are: a file each, or a PostgreSQL database each."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from romdoul.kernel.serverkeys import home_dir

PACKAGE = Path(__file__).resolve().parents[1]

SQLITE_OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20}
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
)
# Kilobytes of pages that each connection keeps. What comes into the inbox is written
# once and read once: a larger cache would only fill up with recordings.
CACHE_KB = {"site": 16_000, "inbox": 4_000, "casework": 16_000}


def database(store: str) -> dict[str, object]:
    """Return Django's settings of a store, from the environment.

    ``ROMDOUL_DATABASE_URL_<STORE>`` names one PostgreSQL database;
    ``ROMDOUL_POSTGRES`` a server, where they are ``romdoul_<store>``; without
    either the store is a file in the data folder.
    """
    url = os.environ.get(f"ROMDOUL_DATABASE_URL_{store.upper()}", "")
    server = os.environ.get("ROMDOUL_POSTGRES", "")
    if url:
        return postgres(url)
    if server:
        return postgres(server, name=f"romdoul_{store}")
    return sqlite(store)


def sqlite(store: str) -> dict[str, object]:
    """Return the Django database of a store that lies in the data folder."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home_dir() / f"{store}.sqlite3",
        "OPTIONS": SQLITE_OPTIONS | {"init_command": init_command(store)},
        "CONN_MAX_AGE": None,
    }


def init_command(store: str) -> str:
    """Return what each connection to a store's file is told first."""
    return f"{_PRAGMAS} PRAGMA cache_size=-{CACHE_KB[store]}"


def postgres(url: str, *, name: str = "") -> dict[str, object]:
    """Return the Django database behind ``postgresql://user:password@host:port/``."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name or parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
