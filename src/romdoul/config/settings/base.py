"""What every process shares: where things lie, languages, and no side doors."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("ROMDOUL_HOME", "var/home")).resolve()
KEYS = Path(os.environ.get("ROMDOUL_KEYS", "var/keys")).resolve()

DEBUG = False
ALLOWED_HOSTS = os.environ.get(
    "ROMDOUL_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]"
).split(",")
USE_TZ = True
TIME_ZONE = "Asia/Phnom_Penh"
USE_I18N = True
LANGUAGES = [("km", "ខ្មែរ"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["romdoul.config.formats"]
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "config" / "static"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS = ["romdoul.config.routers.StoreRouter"]
FORMS_URLFIELD_ASSUME_HTTPS = True

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000"
    ),
}


def sqlite(store: str) -> dict[str, object]:
    """Return the Django database of a store that lies in ROMDOUL_HOME."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / f"{store}.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }


def templates(*processors: str) -> list[dict[str, object]]:
    """Return Django's template settings with these context processors."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [PACKAGE / "config" / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": list(processors)},
        }
    ]
