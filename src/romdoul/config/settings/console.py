"""The command line on the machine itself: every app, all three stores.

Setting up, migrating, verifying, copying away. Nobody is served from here, and
none of the server's secrets is needed to start.
"""

import secrets

from romdoul.config.settings import apps, jobs
from romdoul.config.settings.desk_side import *  # noqa: F403

ROMDOUL_PROCESS = "console"
SECRET_KEY = secrets.token_hex(32)
ROMDOUL_STORES = jobs.ROMDOUL_STORES
DATABASES = jobs.DATABASES
INSTALLED_APPS = list(dict.fromkeys(apps.DESKS + apps.PUBLIC + apps.STATIC))
