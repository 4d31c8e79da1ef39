"""Clocks, checkpoints and deliveries. Holds no key that opens anything."""

from romdoul.config.settings import apps
from romdoul.config.settings.base import *  # noqa: F403
from romdoul.config.stores import database

ROMDOUL_PROCESS = "jobs"
# Jobs sign nothing for a browser: no cookie, no token, no URL.
SECRET_KEY = "jobs-answer-no-request"
ROMDOUL_STORES = {"casework": "default", "inbox": "inbox", "site": "site"}
DATABASES = {
    "default": database("casework"),
    "inbox": database("inbox"),
    "site": database("site"),
}
INSTALLED_APPS = apps.JOBS
ROOT_URLCONF = "romdoul.config.urls.jobs"
