"""What runs by itself: checkpoints, deliveries, backups; one failure alone."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from romdoul.jobs import backups, duties, loop, pacing
from romdoul.kernel.errors import BadInput
from romdoul.kernel.expiry import LISTS_NAME, backup_name, backups_in, expired_in
from romdoul.ledger import checkpoints, erasures
from romdoul.ledger.appending import moment_of
from romdoul.ledger.erasure_list import Erased
from romdoul.ledger.events import Event
from romdoul.ledger.recording import action, record
from romdoul.ledger.stores import Store


@action()
def look(actor: str) -> None:
    record(actor, Event.RECORD_OPENED, "C-1")


@pytest.mark.django_db
def test_a_stream_that_has_grown_is_signed(settings: object) -> None:
    settings.ROMDOUL_CHECKPOINT_EVERY = 2  # type: ignore[attr-defined]
    look("W-1")
    assert duties.sign_checkpoints() == []
    look("W-1")
    assert duties.sign_checkpoints() == [Store.CASEWORK]
    assert checkpoints.export(Store.CASEWORK) is not None


@pytest.mark.django_db
def test_with_nothing_promised_nothing_is_delivered() -> None:
    assert duties.deliver() == 0
    assert duties.forget_deliveries() == 0


@pytest.mark.django_db
def test_a_duty_that_fails_keeps_no_other_from_being_done(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise RuntimeError("a story")

    rounds = [
        pacing.Duty("fail", 10, fail),
        pacing.Duty("go on", 10, lambda: done.append("on")),
    ]
    pacing.go_round(rounds, now=0.0)
    pacing.go_round(rounds, now=5.0)
    pacing.go_round(rounds, now=10.0)
    assert done == ["on", "on"]
    assert [record.message for record in caplog.records] == ["fail failed"] * 2


def test_backups_are_made_only_where_they_are_configured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ROMDOUL_BACKUP_DIR", raising=False)
    assert "back up" not in {duty.name for duty in loop.all_duties()}
    monkeypatch.setenv("ROMDOUL_BACKUP_DIR", str(tmp_path))
    monkeypatch.setenv("ROMDOUL_BACKUP_RECIPIENT", "age1somebody")
    assert "back up" in {duty.name for duty in loop.all_duties()}


def test_the_newest_backups_are_kept(tmp_path: Path) -> None:
    days = [date(2026, 1, day) for day in range(1, 8)]
    for day in days:
        (tmp_path / backup_name(day)).touch()
    (tmp_path / "notes").touch()
    backups.forget_old(tmp_path, keep=3)
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"notes", *(backup_name(day) for day in days[-3:])}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROMDOUL_BACKUP_DIR", str(tmp_path))
    monkeypatch.delenv("ROMDOUL_BACKUP_DAYS", raising=False)
    return tmp_path


TODAY = date(2026, 3, 10)


def make_backups(folder: Path, *days_old: int) -> list[str]:
    names = [backup_name(TODAY - timedelta(days=days)) for days in days_old]
    for name in names:
        (folder / name).touch()
    return names


def test_a_backup_is_deleted_when_it_has_expired(folder: Path) -> None:
    old, last_day, new = make_backups(folder, 36, 35, 1)
    (folder / "romdoul-2026-02-31.age").touch()
    (folder / "somebody-elses-2020-01-01.age").touch()
    gone = backups.forget_expired(folder, today=TODAY)
    assert [path.name for path in gone] == [old]
    assert {last_day, new} <= {path.name for path in folder.iterdir()}
    assert len(list(folder.iterdir())) == 4


def test_the_only_backups_stay_although_they_have_expired(folder: Path) -> None:
    make_backups(folder, 60, 40)
    assert backups.forget_expired(folder, today=TODAY) == []
    assert len(backups_in(folder)) == 2
    assert len(expired_in(folder, today=TODAY)) == 2


def test_how_long_backups_are_kept_can_be_set(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backups(folder, 8, 1)
    monkeypatch.setenv("ROMDOUL_BACKUP_DAYS", "7")
    assert len(backups.forget_expired(folder, today=TODAY)) == 1
    monkeypatch.setenv("ROMDOUL_BACKUP_DAYS", "a week")
    with pytest.raises(BadInput):
        backups.forget_expired(folder, today=TODAY)


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Begin lists of this test alone."""
    folder = tmp_path / "lists"
    monkeypatch.setenv("ROMDOUL_ERASURES", str(folder))
    for store in erasures.LISTED:
        erasures.begin(store, now=moment_of(0))
    return folder


def test_the_lists_are_copied_beside_the_backups_when_they_have_grown(
    folder: Path, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def run(*words: str) -> None:
        asked.append(words)
        Path(words[-1]).write_bytes(b"a copy")

    monkeypatch.setattr(backups, "_run", run)
    copy = backups.ListsCopy()
    assert copy.make_due() == folder / LISTS_NAME
    assert copy.make_due() is None
    said = Erased(moment_of(0), "W-1", Event.PARTICIPANT_ERASED, ("P-1",))
    erasures.adopt(Store.CASEWORK, [said])
    assert copy.make_due() == folder / LISTS_NAME
    assert copy.make_due() is None
    assert [words[:2] for words in asked] == [("erasures", "copy")] * 2
    assert {path.name for path in folder.iterdir()} == {LISTS_NAME, lists.name}
    assert backups_in(folder) == {}


def test_a_copy_that_cannot_be_made_leaves_the_last_one_and_is_tried_again(
    folder: Path, lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del lists
    (folder / LISTS_NAME).write_bytes(b"the last one")

    def fail(*words: str) -> None:
        Path(words[-1]).write_bytes(b"half")
        raise RuntimeError

    monkeypatch.setattr(backups, "_run", fail)
    copy = backups.ListsCopy()
    for _ in range(2):
        with pytest.raises(RuntimeError):
            copy.make_due()
    assert (folder / LISTS_NAME).read_bytes() == b"the last one"


def test_lists_that_the_jobs_may_not_read_are_not_copied(
    folder: Path, lists: Path
) -> None:
    (lists / "inbox.list").unlink()
    assert backups.ListsCopy().make_due() is None
    assert not (folder / LISTS_NAME).exists()
