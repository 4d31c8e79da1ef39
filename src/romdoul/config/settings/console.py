"""The command line on the machine itself: every app, all three stores.

Setting up, migrating, verifying, copying away. Nobody is served from here.
"""

from romdoul.config.settings import desks, jobs, public
from romdoul.config.settings.desk_side import *  # noqa: F403

ROMDOUL_PROCESS = "console"
SECRET_KEY = desks.SECRET_KEY
ROMDOUL_STORES = jobs.ROMDOUL_STORES
DATABASES = jobs.DATABASES
INSTALLED_APPS = list(dict.fromkeys(desks.INSTALLED_APPS + public.INSTALLED_APPS))
