"""An installation of its own on disk, and the operator's age identity."""

from pathlib import Path

import pytest
from tests.factories.installation import (
    Installation,
    recipient_in,
    set_up,
    write_identity,
)


@pytest.fixture(scope="module")
def made(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return set_up(shared, tmp_path_factory.mktemp("installation"))


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_identity(tmp_path_factory.mktemp("operator"))


@pytest.fixture(scope="module")
def recipient(identity: Path) -> str:
    return recipient_in(identity)
