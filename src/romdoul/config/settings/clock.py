"""The website's clock: the editing's apps and store, and nobody to sign in."""

import secrets

from romdoul.config.settings.edit_side import *  # noqa: F403

ROMDOUL_PROCESS = "clock"
# It signs nothing for a browser.
SECRET_KEY = secrets.token_hex(32)
# Another process makes the tables, and serves the files.
ROMDOUL_MIGRATES: tuple[str, ...] = ()
