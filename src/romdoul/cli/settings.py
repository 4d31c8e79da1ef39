"""Starting Django under the settings of a process, by name.

The settings are of the layer above the command line: named, never imported.
"""

import os
import sys
from importlib import import_module
from types import ModuleType

from romdoul.cli.answer import WrongUse


def start_django(settings: str) -> None:
    """Start Django; raise WrongUse with the reason when the settings do not hold."""
    os.environ["DJANGO_SETTINGS_MODULE"] = f"romdoul.config.settings.{settings}"
    django = import_module("django")
    improper = import_module("django.core.exceptions").ImproperlyConfigured
    try:
        django.setup()
    except improper as error:
        raise WrongUse(" ".join(str(error).split())) from error
    # The machine room speaks English, whoever sits in front of it.
    import_module("django.utils.translation").activate("en")


def use_settings(process: str, module: str) -> ModuleType:
    """Start Django for a process's machine room, then load a module.

    "all" is the console's: every store but the website's tables, which are "edit"'s.
    """
    start_django({"all": "console", "edit": "edit_console"}.get(process, process))
    return import_module(module)


def command(module: str, *words: str) -> list[str]:
    """Return the command that runs a module of ours under this same Python."""
    return [sys.executable, "-m", module, *words]
