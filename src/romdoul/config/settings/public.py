"""The website and the report form: no sign-in, seals and never opens."""

from romdoul.config.settings import apps
from romdoul.config.settings.public_side import *  # noqa: F403
from romdoul.config.stores import database

ROMDOUL_PROCESS = "public"
ROMDOUL_STORES = {"site": "default", "inbox": "inbox"}
DATABASES = {"default": database("site"), "inbox": database("inbox")}
INSTALLED_APPS = apps.PUBLIC + apps.STATIC
ROOT_URLCONF = "romdoul.config.urls.public"
