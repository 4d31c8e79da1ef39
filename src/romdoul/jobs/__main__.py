"""``python -m romdoul.jobs``: starts Django for the jobs, then loops."""

import os
from importlib import import_module

import django

from romdoul.kernel.hardening import harden

os.environ["DJANGO_SETTINGS_MODULE"] = "romdoul.config.settings.jobs"
harden()
django.setup()
import_module("romdoul.jobs.loop").run()
