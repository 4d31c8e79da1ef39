"""Server secrets: made once, kept apart from the data, never shared."""

from pathlib import Path

import pytest
from nacl.signing import SigningKey, VerifyKey

from romdoul.cli.keyfolder import prepare_keys
from romdoul.kernel import serverkeys
from romdoul.kernel.errors import KeyUnfit


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROMDOUL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ROMDOUL_KEYS", str(tmp_path / "keys"))
    return tmp_path / "keys"


def test_keys_are_made_once_and_only_their_owner_may_read_them(folder: Path) -> None:
    made = prepare_keys()
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(made) == set(first)
    assert prepare_keys() == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_the_ledgers_public_half_verifies_what_its_seed_signs(folder: Path) -> None:
    prepare_keys()
    seed = serverkeys.load("ledger.key").reveal()
    signed = SigningKey(seed).sign(b"a checkpoint")
    assert VerifyKey(serverkeys.load_public("ledger.pub")).verify(signed)


def test_a_key_is_never_written_over(folder: Path) -> None:
    serverkeys.save("offline/root.key", b"first")
    with pytest.raises(KeyUnfit):
        serverkeys.save("offline/root.key", b"second")
    assert (folder / "offline/root.key").read_bytes() == b"first"


def test_a_secret_that_others_can_read_is_refused(folder: Path) -> None:
    prepare_keys()
    (folder / "mfa.key").chmod(0o640)
    with pytest.raises(KeyUnfit, match="mfa.key"):
        serverkeys.load("mfa.key")


def test_a_missing_or_empty_secret_says_which_and_shows_nothing(folder: Path) -> None:
    with pytest.raises(KeyUnfit, match="mailbox.pepper is missing"):
        serverkeys.load("mailbox.pepper")
    serverkeys.save("mailbox.pepper", b"")
    with pytest.raises(KeyUnfit, match="mailbox.pepper is empty"):
        serverkeys.load("mailbox.pepper")


def test_keys_inside_the_data_folder_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROMDOUL_HOME", str(folder.parent))
    with pytest.raises(KeyUnfit, match="inside ROMDOUL_HOME"):
        prepare_keys()
    assert not folder.exists()
