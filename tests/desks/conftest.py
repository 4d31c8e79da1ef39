"""Each test at the desks begins with nothing remembered of the one before."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from romdoul.staff import throttle


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget failures and used codes, which live in memory."""
    throttle.forget_all()
    cache.clear()
    yield
