"""The website's store and accounts, for its tests: ``pytest --ds=…test_site``.

The other tests' settings cannot hold them: there an account is a worker's.
"""

from romdoul.config.settings import apps, test
from romdoul.config.settings.edit_console import *  # noqa: F403
from romdoul.config.settings.public_side import STATICFILES_FINDERS  # noqa: F401

ROMDOUL_PROCESS = "test"
ALLOWED_HOSTS = ["*"]
ROMDOUL_STORES = {"site": "default", "inbox": "inbox"}
DATABASES = {"default": test.DATABASES["site"], "inbox": test.DATABASES["inbox"]}
INSTALLED_APPS = list(dict.fromkeys(apps.EDIT + apps.PUBLIC + apps.STATIC))
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]  # noqa: F405
MEDIA_ROOT = test.FOLDER / "published"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": test.STORAGES["staticfiles"],
}
ROMDOUL_FAST_KEYS = True
