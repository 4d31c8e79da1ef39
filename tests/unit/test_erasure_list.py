"""The list of erasures: appended to, never altered, and it says when it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from romdoul.cli.keyfolder import missing_for_data, prepare_keys
from romdoul.kernel import serverkeys
from romdoul.kernel.errors import Broken, KeyUnfit
from romdoul.ledger import erasures
from romdoul.ledger.erasure_list import Erased, read_lists
from romdoul.ledger.stores import Store

NOW = datetime(2026, 3, 2, 10, 30, 7, tzinfo=UTC)
STORE = Store.CASEWORK


@dataclass(frozen=True)
class Entry:
    actor: str = "W-7K2M-9QXA"
    event: str = "participant.erased"
    refs: str = "P-2222-3333 rule=own_request"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ROMDOUL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ROMDOUL_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("ROMDOUL_ERASURES", raising=False)
    prepare_keys()
    for store in erasures.LISTED:
        erasures.begin(store, now=NOW)
    return tmp_path / "keys" / "erasures"


def erase(*refs: str) -> None:
    found = [Entry(refs=ref) for ref in refs]
    erasures.add(STORE, found, at=[NOW] * len(found))


def lines(folder: Path) -> list[bytes]:
    return (folder / "casework.list").read_bytes().splitlines(keepends=True)


def test_a_list_says_what_was_erased_by_whom_when_and_by_which_rule(folder):
    erase("P-2222-3333 rule=own_request", "P-4444-5555")
    found = erasures.read(STORE)
    assert found.erased[0] == Erased(
        NOW,
        "W-7K2M-9QXA",
        "participant.erased",
        ("P-2222-3333", "rule=own_request"),
    )
    assert [said.refs[0] for said in found.erased] == ["P-2222-3333", "P-4444-5555"]
    assert found.until == NOW


def test_only_its_owner_may_read_a_list(folder):
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_list_may_not_lie_in_the_data_folder(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("ROMDOUL_ERASURES", str(tmp_path / "home" / "lists"))
    with pytest.raises(KeyUnfit, match="inside ROMDOUL_HOME"):
        erasures.path_of(STORE)


@pytest.mark.parametrize("number", range(4))
def test_an_altered_line_is_found_wherever_it_stands(folder, number):
    erase("P-1111-1111", "P-2222-2222", "P-3333-3333")
    raw = bytearray((folder / "casework.list").read_bytes())
    at = sum(len(line) for line in lines(folder)[:number])
    raw[raw.index(b"-", at + 30)] ^= 1
    (folder / "casework.list").write_bytes(raw)
    with pytest.raises(Broken, match=f"line {number + 1}"):
        erasures.read(STORE)


@pytest.mark.parametrize("taken", [0, 1, 2])
def test_a_line_taken_out_is_found(folder, taken):
    erase("P-1111-1111", "P-2222-2222", "P-3333-3333")
    kept = lines(folder)
    del kept[taken]
    (folder / "casework.list").write_bytes(b"".join(kept))
    with pytest.raises(Broken):
        erasures.read(STORE)


def test_a_line_of_another_list_is_found(folder):
    erase("P-1111-1111")
    erasures.add(Store.INBOX, [Entry(event="record.erased", refs="ab")], at=[NOW])
    other = (folder / "inbox.list").read_bytes().splitlines(keepends=True)[1]
    with (folder / "casework.list").open("ab") as file:
        file.write(other)
    with pytest.raises(Broken, match="line 3"):
        erasures.read(STORE)


def test_one_stores_list_does_not_stand_for_another(folder):
    (folder / "casework.list").write_bytes((folder / "inbox.list").read_bytes())
    with pytest.raises(Broken):
        erasures.read(STORE)


def test_whoever_holds_another_key_begins_no_list_of_ours(folder):
    for name in ("erasures-casework.key", "erasures-casework.pub"):
        (folder.parent / name).unlink()
    prepare_keys()
    with pytest.raises(KeyUnfit, match="another key"):
        erasures.read(STORE)
    with pytest.raises(Broken):
        erase("P-1111-1111")


def test_a_line_that_was_cut_off_while_it_was_written_says_nothing(folder):
    erase("P-1111-1111")
    whole = (folder / "casework.list").read_bytes()
    erase("P-2222-2222")
    torn = (folder / "casework.list").read_bytes()[:-20]
    (folder / "casework.list").write_bytes(torn)
    assert [said.refs[0] for said in erasures.read(STORE).erased] == ["P-1111-1111"]
    assert erasures.raw(STORE) == whole
    erase("P-3333-3333")
    found = [said.refs[0] for said in erasures.read(STORE).erased]
    assert found == ["P-1111-1111", "P-3333-3333"]


def test_what_cannot_be_written_whole_is_not_written(folder, monkeypatch):
    erase("P-1111-1111")
    before = (folder / "casework.list").read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(erasures.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        erase("P-2222-2222")
    assert (folder / "casework.list").read_bytes() == before


def test_two_who_erase_at_once_lose_no_line(folder):
    threads = [Thread(target=erase, args=(f"P-1111-{n:04}",)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {said.refs[0] for said in erasures.read(STORE).erased}
    assert found == {f"P-1111-{n:04}" for n in range(20)}


def test_a_line_longer_than_what_is_read_at_once_is_gone_on_from(folder):
    erase(" ".join(f"{n:032x}" for n in range(400)))
    erase("P-1111-1111")
    assert len(erasures.read(STORE).erased) == 2


def test_without_its_list_or_its_key_nothing_can_be_erased(folder):
    (folder / "casework.list").rename(folder / "elsewhere")
    with pytest.raises(KeyUnfit, match="missing"):
        erase("P-1111-1111")
    (folder / "elsewhere").rename(folder / "casework.list")
    (folder.parent / "erasures-casework.key").unlink()
    with pytest.raises(KeyUnfit, match="missing"):
        erase("P-1111-1111")
    assert len(lines(folder)) == 1


def test_a_list_is_begun_once(folder):
    with pytest.raises(FileExistsError):
        erasures.begin(STORE, now=NOW)


def test_the_key_of_a_list_is_not_made_anew_beside_data(folder):
    serverkeys.home_dir().mkdir()
    (serverkeys.home_dir() / "casework.sqlite3").touch()
    assert missing_for_data() == []
    (folder.parent / "erasures-inbox.key").unlink()
    assert missing_for_data() == ["erasures-inbox.key"]


def test_a_file_may_hold_several_lists(folder):
    erase("P-1111-1111")
    both = b"".join(erasures.raw(store) for store in erasures.LISTED)
    assert [found.store for found in read_lists(both)] == list(erasures.LISTED)
    later = NOW + timedelta(days=1)
    assert read_lists(both)[1].until < later


@pytest.mark.parametrize("raw", [b"", b"\n", b"a line\n", b"\xff\xfe\n", b"x"])
def test_what_is_no_list_is_found(raw):
    with pytest.raises(Broken):
        read_lists(raw)


@pytest.mark.parametrize("refs", ["P-1,P-2", ""])
def test_what_could_be_read_as_something_else_is_not_written(folder, refs):
    with pytest.raises((ValueError, IndexError)):
        erase(refs)
    assert len(lines(folder)) == 1
