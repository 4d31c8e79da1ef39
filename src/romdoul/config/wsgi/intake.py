"""What the server of the intake process calls."""

import os

from django.core.wsgi import get_wsgi_application

from romdoul.kernel.hardening import harden

os.environ["DJANGO_SETTINGS_MODULE"] = "romdoul.config.settings.intake"
harden()
application = get_wsgi_application()
