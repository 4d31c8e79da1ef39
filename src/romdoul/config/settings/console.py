"""The command line on the machine itself: all three stores.

Setting up, migrating, verifying, copying away. Nobody is served from here, and
none of the server's secrets is needed to start. The website's pages are not among
its apps: their accounts are others, so they are looked after under ``edit``.
"""

import secrets

from romdoul.config.settings import apps, jobs
from romdoul.config.settings.desk_side import *  # noqa: F403

ROMDOUL_PROCESS = "console"
SECRET_KEY = secrets.token_hex(32)
ROMDOUL_STORES = jobs.ROMDOUL_STORES
# A store is migrated where its apps are, else tables would be noted as made that
# never were: the website's, under ``edit``.
ROMDOUL_MIGRATES = ("casework", "inbox")
DATABASES = jobs.DATABASES
INSTALLED_APPS = apps.CONSOLE + apps.STATIC
