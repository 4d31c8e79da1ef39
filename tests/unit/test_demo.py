"""The demo's parts: its clock, its people, what it tells, and what it leaves out."""

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from romdoul.cases.codes import CloseReason, Role, Situation, Stage, Standing
from romdoul.cli import demo
from romdoul.cli.answer import WrongUse
from romdoul.demo import told, written
from romdoul.demo.accounts import ROSTER, Account, new_accounts, write_accounts
from romdoul.demo.calendar import Thread, at, hours, play
from romdoul.demo.cast import cast, later
from romdoul.demo.people import invent, invent_abroad, number
from romdoul.demo.plans import ENDED, OPEN, PLANS, Twist
from romdoul.demo.told import Told
from romdoul.demo.voice import tone
from romdoul.doors.rules import require_good
from romdoul.inbox.codes import Kind
from romdoul.inbox.content import ReportContent
from romdoul.intake.voice import PictureWatch, voice_type
from romdoul.matching.numbers import phone
from romdoul.staff.rights import Role as Post

START = datetime(2025, 1, 1, tzinfo=UTC)
# Words of reference vocabulary that are to be avoided, as they would stand here.
AVOIDED = (
    "prostitut",
    "pornograph",
    "paedophile",
    "predator",
    "monster",
    "brothel",
    "sextortion",
    "client",
    "customer",
    "rescued",
    "removed",
    "damaged",
    "cleared",
    "sex tourist",
)


def lot(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a story, not a secret


def tellings() -> list[Told]:
    found = [one for value in vars(told).values() for one in _told_in(value)]
    return list(dict.fromkeys(found))


def _told_in(value: object) -> Iterator[Told]:
    if isinstance(value, Told):
        yield value
    if isinstance(value, tuple):
        yield from (one for one in value if isinstance(one, Told))


def texts() -> list[str]:
    words = [one.text for one in tellings()]
    for module in (told, written):
        for value in vars(module).values():
            if isinstance(value, dict):
                words += [one for one in value.values() if isinstance(one, str)]
            if isinstance(value, tuple):
                words += [one for one in value if isinstance(one, str)]
            if isinstance(value, str):
                words.append(value)
    return words


def thread(seen: list[datetime], *pauses: float) -> Thread:
    for pause in pauses:
        seen.append(timezone.now())
        yield hours(pause)
    seen.append(timezone.now())


def test_two_threads_are_told_in_the_order_of_time() -> None:
    seen: list[datetime] = []
    threads = [(START, thread(seen, 3, 3)), (START + hours(1), thread(seen, 1, 1))]
    moments = list(play(threads, until=START + hours(10)))
    assert seen == [START + hours(n) for n in (0, 1, 2, 3, 3, 6)]
    assert all(one <= two for one, two in pairwise(moments))


def test_a_story_does_not_go_on_after_its_end() -> None:
    seen: list[datetime] = []
    with pytest.raises(ValueError, match="after its end"):
        list(play([(START, thread(seen, 5))], until=START + hours(4)))
    assert seen == [START]


def test_the_story_bends_time_only_while_it_is_told() -> None:
    with at(START):
        assert timezone.now() == START
    assert timezone.now() - START > timedelta(days=30)


def test_every_role_works_here_and_two_or_three_where_they_are_needed() -> None:
    roles = [row[1] for row in ROSTER]
    assert set(roles) == set(Post)
    least = {
        Post.COUNSELLOR: 2,
        Post.CASE_MANAGER: 2,
        Post.MANAGER: 2,
        Post.SAFEGUARDING_FOCAL: 2,
        Post.CUSTODIAN: 3,
    }
    assert all(roles.count(role) >= many for role, many in least.items())


def test_each_account_has_a_good_password_of_its_own() -> None:
    accounts = new_accounts()
    for account in accounts:
        require_good(account.password, account.username)
    passwords = {account.password for account in (*accounts, *new_accounts())}
    assert len(passwords) == 2 * len(accounts)


def test_an_account_does_not_print_its_secrets() -> None:
    account = Account("counsellor-1", Post.COUNSELLOR, "km", "A B", "pass", "totp")
    assert "pass" not in repr(account)
    assert "totp" not in repr(account)


def test_the_accounts_are_written_for_one_account_of_the_machine(
    tmp_path: Path,
) -> None:
    path = tmp_path / "demo-accounts.json"
    path.write_text("an older one")
    path.chmod(0o644)
    assert write_accounts(tmp_path, new_accounts()) == path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "older" not in path.read_text()


def test_strangers_tell_of_every_kind_in_both_languages() -> None:
    assert {one.kind for one in tellings()} == set(Kind)
    assert {one.language for one in tellings()} == {"km", "en"}


@pytest.mark.parametrize("one", tellings(), ids=lambda one: one.text[:20] or one.url)
def test_what_a_stranger_tells_is_enough_for_a_report(one: Told) -> None:
    content = ReportContent(id="0" * 32, text=one.text, url=one.url)
    assert content.enough or one.voice


def test_no_word_to_be_avoided_stands_in_the_demo() -> None:
    found = [
        (word, text) for text in texts() for word in AVOIDED if word in text.lower()
    ]
    assert len(texts()) > 60
    assert not found


@given(st.integers(0, 10_000))
def test_a_number_belongs_to_nobody_and_can_still_be_found(seed: int) -> None:
    e164 = phone(number(lot(seed)))
    assert e164 is not None
    assert e164[5:10] == "55501"


@given(st.integers(0, 10_000))
def test_a_person_has_a_name_in_both_scripts_or_one_that_says_it_is_made_up(
    seed: int,
) -> None:
    person, guest = invent(lot(seed)), invent_abroad(lot(seed))
    assert "ក" <= person.khmer[0] <= "ឳ"
    assert person.latin.isascii()
    words = {"Example", "Sample", "Specimen", "Placeholder"}
    assert guest.latin.split()[-1] in words


def test_the_tone_is_taken_for_a_recording_without_pictures() -> None:
    sound = tone()
    assert voice_type(sound[:64]) == "audio/wav"
    assert not PictureWatch().sees(sound)
    assert len(sound) < 20_000


def test_the_plans_come_to_every_stage_every_reason_and_every_twist() -> None:
    assert len(PLANS) == 40
    assert {plan.stage for plan in OPEN} == set(Stage) - {Stage.CLOSED}
    assert {plan.reason for plan in ENDED} == set(CloseReason)
    assert {plan.twist for plan in PLANS} == set(Twist)


def test_no_case_is_worked_on_for_longer_than_it_is_old() -> None:
    assert all(plan.span < plan.age for plan in PLANS)


def test_the_cast_has_every_role_every_situation_and_every_standing() -> None:
    drawn = lot(1)
    parts = [(case, part) for case in range(40) for part in cast(case, drawn)]
    assert {part.role for _, part in parts} == set(Role)
    assert {part.document.situation for _, part in parts} >= set(Situation)
    reported = [
        later(case, part.document)
        for case, part in parts
        if part.role is Role.PERSON_REPORTED
    ]
    assert {person.standing for person in reported} == set(Standing)
    assert all(
        person.outcome == "" or person.standing is Standing.ALLEGED
        for person in reported
    )


def test_a_demo_that_was_cut_off_is_taken_away_before_and_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, keys = tmp_path / "home", tmp_path / "keys"
    monkeypatch.setenv("ROMDOUL_HOME", str(home))
    monkeypatch.setenv("ROMDOUL_KEYS", str(keys))
    half = (
        home / "casework.sqlite3",
        home / "casework.sqlite3-wal",
        keys / "root.pub",
        keys / "offline/root.key",
        keys / "offline/custodian-1.age-key",
        keys / "demo-accounts.json",
        keys / "demo-unfinished",
    )
    for path in half:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half of it")
    kept = keys / "mailbox.pepper"
    kept.write_bytes(b"a server's own")

    def cut_off(*_args: object, **_kwargs: object) -> None:
        assert not any(path.exists() for path in half[:-1])
        assert (keys / "demo-unfinished").exists()
        (home / "casework.sqlite3").write_bytes(b"half of another")
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "set_up", cut_off)
    with pytest.raises(KeyboardInterrupt):
        demo.tell()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]


def test_the_demo_is_not_told_over_what_somebody_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROMDOUL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ROMDOUL_KEYS", str(tmp_path / "keys"))
    store = tmp_path / "home/casework.sqlite3"
    store.parent.mkdir()
    store.write_bytes(b"somebody's work")
    with pytest.raises(WrongUse, match="empty data folder"):
        demo.tell()
    assert store.read_bytes() == b"somebody's work"
