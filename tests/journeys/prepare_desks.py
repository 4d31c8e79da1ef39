"""Run before the desks are served: an organisation whose workers can sign in.

``python -m tests.journeys.prepare_desks FILE`` writes who they are to FILE.
"""

import json
import os
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "romdoul.config.settings.console"

import django

django.setup()

from tests.factories.organisation import PASSWORD, organisation  # noqa: E402

from romdoul.doors.factors import plant_totp  # noqa: E402

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def main(target: str) -> None:
    """Found the organisation and give each worker the same second factor."""
    org = organisation()
    for worker in org.workers.values():
        plant_totp(worker, SECRET)
    said = {"password": PASSWORD, "totp": SECRET, "workers": sorted(org.workers)}
    Path(target).write_text(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1])
