"""The website and the report form: no sign-in, seals and never opens."""

from romdoul.config.settings import apps
from romdoul.config.settings.base import templates
from romdoul.config.settings.public_side import *  # noqa: F403
from romdoul.config.settings.public_side import MIDDLEWARE, PUBLIC_CONTEXT
from romdoul.config.settings.site_side import *  # noqa: F403
from romdoul.config.stores import database

ROMDOUL_PROCESS = "public"
ROMDOUL_STORES = {"site": "default", "inbox": "inbox"}
DATABASES = {"default": database("site"), "inbox": database("inbox")}
INSTALLED_APPS = apps.PUBLIC + apps.STATIC
# The website's tables are made by the editing process, which has every app of theirs.
ROMDOUL_MIGRATES = ("inbox",)
MIGRATION_MODULES = dict.fromkeys(apps.LABELS_OF_PAGES)
ROOT_URLCONF = "romdoul.config.urls.public"
MIDDLEWARE = ["romdoul.site.pages.kept.kept_pages", *MIDDLEWARE]
TEMPLATES = templates(*PUBLIC_CONTEXT, "romdoul.site.pages.frame.frame")
# Wagtail's models name an account; nothing here can sign one in.
AUTHENTICATION_BACKENDS: list[str] = []
