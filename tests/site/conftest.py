"""A website with its first pages, as a new installation has it."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import DjangoDbBlocker

from romdoul.doors import throttle
from romdoul.intake import settings_source
from romdoul.site import values
from romdoul.site.content.loading import load_first
from romdoul.site.counting import counted
from romdoul.site.editors.roles import settle
from romdoul.site.files import published
from romdoul.site.news import listing
from romdoul.site.pages import editions, menus
from romdoul.site.pages.kept import pages
from romdoul.site.papers import listing as papers_listing
from romdoul.site.papers import made


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Make the first pages once, for every test to find and none to keep changed."""
    with django_db_blocker.unblock():
        load_first()
        settle()


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget what the process keeps in memory, before and after; write no counts."""
    monkeypatch.setattr(counted, "FLUSH_SECONDS", 10**9)
    # On a slow machine a period would end within a page, and cost a query more.
    for kept in (values, editions):
        monkeypatch.setattr(kept, "FRESH_SECONDS", 10**9)
    settings_source.read_from(values.current)
    _forget()
    yield
    _forget()


def _forget() -> None:
    values.forget()
    editions.forget()
    menus.forget()
    listing.forget()
    papers_listing.forget()
    pages.forget()
    counted.forget()
    made.forget()
    published.forget()
    # Wrong passwords and used codes.
    throttle.forget_all()
    cache.clear()
