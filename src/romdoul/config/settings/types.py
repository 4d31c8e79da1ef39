"""Every app of ours at once, for the type checker alone: nothing runs under this."""

from romdoul.config.settings import apps
from romdoul.config.settings.console import *  # noqa: F403

INSTALLED_APPS = list(dict.fromkeys(apps.CONSOLE + apps.PUBLIC + apps.STATIC))
