"""What was erased after a backup was made of it."""

from pathlib import Path

import pytest
from tests.installation.restoring import Story, told


@pytest.fixture(scope="module")
def story(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    return told(shared, tmp_path_factory.mktemp("story"))
