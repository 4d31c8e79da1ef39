"""Each test at the desks begins with nothing remembered of the one before."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from tests.desks.seated import Seats, seats
from tests.factories.organisation import Organisation, organisation

from romdoul.doors import throttle


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Forget failures and used codes, which live in memory."""
    throttle.forget_all()
    cache.clear()


@pytest.fixture
def org(db: None) -> Organisation:
    """Return the test's organisation."""
    del db
    return organisation()


@pytest.fixture
def seat(org: Organisation) -> Iterator[Seats]:
    """Return what lets a worker sit at a desk."""
    with seats(org) as made:
        yield made
