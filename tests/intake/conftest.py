"""A public side whose desks have published their keys, and a phone to try it with."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.factories.published import Published, publish, root

from romdoul.intake import settings_source, throttle
from romdoul.queries import public
from romdoul.site import values


@pytest.fixture(autouse=True)
def nothing_remembered(db: None) -> Iterator[None]:
    """Forget what the process keeps in memory, before and after."""
    root()
    settings_source.read_from(values.current)
    for _ in range(2):
        public.forget_published()
        values.forget()
        throttle.counters.forget()
        if _ == 0:
            yield


@pytest.fixture
def hotline(db: None) -> Published:
    return publish("hotline")


@pytest.fixture
def safeguarding(db: None) -> Published:
    return publish("safeguarding")


@pytest.fixture
def phone() -> Client:
    """A browser without JavaScript, in English."""
    return Client(headers={"accept-language": "en"})
