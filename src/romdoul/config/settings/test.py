"""Everything at once, for the tests: each store is a database of its own.

Files rather than memory, so that threads and processes lock one another as they
do in earnest; in a new folder for each run, so that runs do not meet.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="romdoul-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["ROMDOUL_HOME"] = str(FOLDER / "home")
os.environ["ROMDOUL_KEYS"] = str(FOLDER / "keys")
(FOLDER / "home").mkdir()

from romdoul.cli.keyfolder import prepare_keys  # noqa: E402

prepare_keys()

from datetime import UTC, datetime  # noqa: E402

from romdoul.ledger import erasures  # noqa: E402

for _store in erasures.LISTED:
    erasures.begin(_store, now=datetime(2026, 1, 1, tzinfo=UTC))

from romdoul.config.settings.console import *  # noqa: E402, F403
from romdoul.config.settings.console import DATABASES, MIDDLEWARE  # noqa: E402

ROMDOUL_PROCESS = "test"
ALLOWED_HOSTS = ["*"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]
for _alias, _database in DATABASES.items():
    _sqlite = "sqlite3" in str(_database["ENGINE"])
    _name = str(FOLDER / f"{_alias}.sqlite3") if _sqlite else None
    _database["TEST"] = {"NAME": _name, "DEPENDENCIES": []}
    _database["CONN_MAX_AGE"] = 0
    if _sqlite:
        # A test's data need not outlive a power cut.
        _database["OPTIONS"] = {
            **DATABASES["default"]["OPTIONS"],  # type: ignore[dict-item]
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
            "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY",
        }

# Argon2id and scrypt as cheap as libsodium allows; production has a floor.
ROMDOUL_FAST_KEYS = True
