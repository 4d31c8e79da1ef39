"""The report form alone, for a host (or an onion service) of its own."""

from romdoul.config.settings import apps
from romdoul.config.settings.public_side import *  # noqa: F403
from romdoul.config.stores import database

ROMDOUL_PROCESS = "intake"
ROMDOUL_STORES = {"inbox": "default"}
DATABASES = {"default": database("inbox")}
INSTALLED_APPS = apps.INTAKE + apps.STATIC
ROOT_URLCONF = "romdoul.config.urls.intake"
