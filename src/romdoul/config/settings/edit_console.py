"""The machine room of the website: its store migrated, its first pages made.

As the console is for the other two stores; none of the server's secrets is needed.
"""

import secrets

from romdoul.config.settings.edit_side import *  # noqa: F403

ROMDOUL_PROCESS = "edit_console"
SECRET_KEY = secrets.token_hex(32)
