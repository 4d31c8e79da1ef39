"""What every process shares: where things lie, languages, and no side doors."""

import os

from romdoul.config import logs, stores
from romdoul.kernel import serverkeys

LOGGING = logs.LOGGING
HOME = serverkeys.home_dir()
KEYS = serverkeys.keys_dir()

DEBUG = False
ALLOWED_HOSTS = os.environ.get(
    "ROMDOUL_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]"
).split(",")
# Behind a TLS front (see deploy/): secure cookies, and its word on the scheme.
HTTPS = os.environ.get("ROMDOUL_HTTPS", "") == "1"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Where the editing leads to see a page live; without it, to the public process's port.
ROMDOUL_WEBSITE = os.environ.get("ROMDOUL_WEBSITE", "")

USE_TZ = True
TIME_ZONE = "Asia/Phnom_Penh"
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
LANGUAGE_CODE = "km"
LANGUAGES = [("km", "ខ្មែរ"), ("en", "English")]
LOCALE_PATHS = [stores.PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["romdoul.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
STORAGES = {
    # Nothing of ours is ever kept as a plain file.
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "romdoul.config.storage.ModuleStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# No other site has any use for them; and each header is paid for by a slow phone.
WHITENOISE_ALLOW_ALL_ORIGINS = False

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS = ["romdoul.config.routers.StoreRouter"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# No temporary file, ever: what is too large for memory is refused, not spooled.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
# 100,000 Khmer characters take 900,000 bytes once a form has escaped them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# Seconds that a worker may leave a desk alone before it locks.
ROMDOUL_IDLE_SECONDS = 600
# Seconds that an editor may be away before the session ends; a draft is kept as it
# is typed.
ROMDOUL_EDIT_IDLE_SECONDS = 1800
# Every this many entries the ledger gets a signed checkpoint.
ROMDOUL_CHECKPOINT_EVERY = 1000


def templates(*processors: str) -> list[dict[str, object]]:
    """Return Django's template settings with these context processors."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [stores.PACKAGE / "config" / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": list(processors),
                "builtins": [
                    "django.templatetags.i18n",
                    "django.templatetags.static",
                    "romdoul.config.templatetags.when",
                ],
            },
        }
    ]
