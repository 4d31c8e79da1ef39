"""Where the database takes one writer at a time, a process's writers queue for it here.

SQLite's own way to wait is to sleep and to try again, and while several try, its
write-ahead log can seldom begin anew: it was copied into the database ten times as
often. Other processes still wait for each other there, and PostgreSQL needs no queue.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connections

from romdoul.ledger.stores import Store, alias

# As long as the database itself would wait; then it is left to the database.
WAIT_SECONDS: Final = 20.0
_turns: Final = {store: threading.Lock() for store in Store}


@contextmanager
def turn(store: Store) -> Iterator[None]:
    """Hold the store's turn to write while the block runs."""
    queue = _turns[store]
    one_writer = connections[alias(store)].vendor == "sqlite"
    taken = one_writer and queue.acquire(timeout=WAIT_SECONDS)
    try:
        yield
    finally:
        if taken:
            queue.release()
