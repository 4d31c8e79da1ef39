"""Everything at once, for the tests: each store is a database of its own."""

from romdoul.config.settings.base import *  # noqa: F403
from romdoul.config.settings.base import sqlite, templates

SECRET_KEY = "only-for-tests"
ROMDOUL_STORES = {"casework": "default", "inbox": "inbox", "site": "site"}
DATABASES = {
    "default": sqlite("casework"),
    "inbox": sqlite("inbox"),
    "site": sqlite("site"),
}
AUTH_USER_MODEL = "staff.Worker"
INSTALLED_APPS = [
    "romdoul.desks",
    "romdoul.site",
    "romdoul.intake",
    "romdoul.cases",
    "romdoul.matching",
    "romdoul.inbox",
    "romdoul.ledger",
    "romdoul.staff",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = templates(
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
)
ROOT_URLCONF = "romdoul.config.urls.desks"
