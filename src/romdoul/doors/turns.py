"""One derivation at a time: each takes 64 MiB; a burst may not take the machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput

_one_at_a_time = threading.Lock()
# Who would wait for longer than a few seconds is asked to come again.
_queue = threading.BoundedSemaphore(16)


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn; raise BadInput when too many are waiting."""
    if not _queue.acquire(blocking=False):
        raise BadInput(_("Many people are signing in. Try again in a few seconds."))
    try:
        with _one_at_a_time:
            yield
    finally:
        _queue.release()
