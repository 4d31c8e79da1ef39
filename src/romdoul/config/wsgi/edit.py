"""What the server of the editing process calls."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from romdoul.kernel.hardening import end_with_parent, harden

os.environ["DJANGO_SETTINGS_MODULE"] = "romdoul.config.settings.edit"
harden()
# A worker whose server was killed would go on answering beside its successor.
end_with_parent(by=signal.SIGKILL)
application = get_wsgi_application()
