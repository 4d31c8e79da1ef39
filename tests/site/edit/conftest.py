"""Each test of the editing begins with nothing remembered of the one before."""

import pytest
from django.core.cache import cache
from tests.factories.editors import editor

from romdoul.doors import throttle
from romdoul.site.editors.models import Editor
from romdoul.site.editors.roles import Role


@pytest.fixture(autouse=True)
def no_failures_remembered() -> None:
    """Forget failures and used codes, which live in memory."""
    throttle.forget_all()
    cache.clear()


@pytest.fixture
def writer(db: None) -> Editor:
    """Return somebody who writes."""
    del db
    return editor("editor-1", Role.EDITOR)


@pytest.fixture
def reviewer(db: None) -> Editor:
    """Return somebody who publishes."""
    del db
    return editor("reviewer-1", Role.REVIEWER)
