"""How often one person may ask, counted in memory and in no table."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable

from django.utils.translation import gettext as _

from romdoul.kernel.errors import BadInput


class Limit:
    """At most ``most`` times in ``seconds`` for each actor, in this process."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._asked: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def take(self, who: str) -> None:
        """Count one; raise BadInput when it is one too many for now."""
        now = self._clock()
        with self._lock:
            asked = self._asked[who]
            while asked and asked[0] <= now - self._seconds:
                asked.popleft()
            if len(asked) >= self._most:
                raise BadInput(_("Too many searches at once. Wait a minute."))
            asked.append(now)

    def forget(self) -> None:
        """Start counting anew."""
        with self._lock:
            self._asked.clear()
