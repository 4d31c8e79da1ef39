"""Who edits."""

import pytest
from tests.factories.editors import editor

from romdoul.site.editors.models import Editor
from romdoul.site.editors.roles import Role


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
