"""What runs by itself: checkpoints, deliveries, backups; one failure alone."""

from datetime import date
from pathlib import Path

import pytest

from romdoul.jobs import backups, duties, loop
from romdoul.ledger import checkpoints
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
        loop.Duty("fail", 10, fail),
        loop.Duty("go on", 10, lambda: done.append("on")),
    ]
    loop.go_round(rounds, now=0.0)
    loop.go_round(rounds, now=5.0)
    loop.go_round(rounds, now=10.0)
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
        (tmp_path / backups.name_of(day)).touch()
    (tmp_path / "notes").touch()
    backups.forget_old(tmp_path, keep=3)
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"notes", *(backups.name_of(day) for day in days[-3:])}
