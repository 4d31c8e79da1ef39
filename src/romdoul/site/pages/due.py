"""Pages that go out, or are withdrawn, at a moment that a reviewer chose.

Each in a transaction of its own: one that cannot go out, such as a story whose
consent has ended, keeps none of the others from it, and is tried again.
"""

import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from romdoul.kernel.errors import Refused

log = logging.getLogger("romdoul.site")


def publish_due() -> int:
    """Publish what was to go out by now; return how many pages did."""
    due = Revision.page_revisions.filter(approved_go_live_at__lte=timezone.now())
    return _each(
        due.order_by("approved_go_live_at"),
        lambda one: one.publish(log_action="wagtail.publish.scheduled"),
    )


def withdraw_due() -> int:
    """Take off what was to be out until now; return how many pages were."""
    due = Page.objects.live().filter(expire_at__lte=timezone.now())
    return _each(
        due.order_by("expire_at"),
        lambda one: one.specific.unpublish(
            set_expired=True, log_action="wagtail.unpublish.scheduled"
        ),
    )


def _each(due: Iterable[Revision | Page], act: Callable[..., object]) -> int:
    done = 0
    for one in list(due):
        try:
            with transaction.atomic():
                act(one)
        except Refused:
            log.warning("%s could not go out: it is not cleared", one.pk)
        else:
            done += 1
    return done
