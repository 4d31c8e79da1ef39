"""What the server of the public process calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "romdoul.config.settings.public"
application = get_wsgi_application()
