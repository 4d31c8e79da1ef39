"""Editing the website: accounts and a second factor of its own, and no key ring."""

from romdoul.config.settings.edit_side import *  # noqa: F403
from romdoul.kernel import serverkeys

ROMDOUL_PROCESS = "edit"
SECRET_KEY = serverkeys.load("django-edit.key").reveal().hex()
