"""An installation of its own on disk, and the operator's age identity."""

from pathlib import Path

import pytest
from tests.factories.installation import Installation, set_up

from romdoul.vault.exports import new_age_keys


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return set_up(tmp_path_factory.mktemp("installation"))


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as age-keygen writes it."""
    keys = new_age_keys()
    path = tmp_path_factory.mktemp("operator") / "identity"
    path.write_text(
        f"# public key: {keys.recipient}\n{keys.identity.reveal().decode()}\n"
    )
    return path


@pytest.fixture(scope="module")
def recipient(identity: Path) -> str:
    return identity.read_text().splitlines()[0].removeprefix("# public key: ")
