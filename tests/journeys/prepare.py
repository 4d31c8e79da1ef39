"""Run before a served installation: publishes keys, as the desks would have.

``python -m tests.journeys.prepare FILE`` writes the private halves to FILE, so that
a test can open what a stranger sent.
"""

import json
import os
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "romdoul.config.settings.console"

import django

django.setup()

from tests.factories.published import publish  # noqa: E402

from romdoul.site.models import SiteSetting  # noqa: E402

NUMBERS = {"number.police": "000 111", "number.child_helpline": "000 222"}


def main(target: str) -> None:
    """Publish both desks' keys, and set the numbers."""
    keys = {}
    for desk in ("hotline", "safeguarding"):
        made = publish(desk)
        keys[desk] = made.keys.box.private.reveal().hex()
    for name, number in NUMBERS.items():
        SiteSetting.objects.update_or_create(key=name, defaults={"value": number})
    Path(target).write_text(json.dumps(keys))


if __name__ == "__main__":
    main(sys.argv[1])
