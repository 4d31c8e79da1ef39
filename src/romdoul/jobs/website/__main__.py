"""``python -m romdoul.jobs.website``: starts Django for the website, then loops."""

import os
from importlib import import_module

import django

from romdoul.kernel.hardening import harden

os.environ["DJANGO_SETTINGS_MODULE"] = "romdoul.config.settings.clock"
harden()
django.setup()
import_module("romdoul.jobs.website.duties").run()
