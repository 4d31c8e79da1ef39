"""The staff's screens. The only process in which a person can open anything."""

from romdoul.config.settings import apps
from romdoul.config.settings.desk_side import *  # noqa: F403
from romdoul.config.stores import database
from romdoul.kernel import serverkeys

ROMDOUL_PROCESS = "desks"
SECRET_KEY = serverkeys.load("django-desks.key").reveal().hex()
ROMDOUL_STORES = {"casework": "default", "inbox": "inbox"}
DATABASES = {"default": database("casework"), "inbox": database("inbox")}
INSTALLED_APPS = apps.DESKS + apps.STATIC
