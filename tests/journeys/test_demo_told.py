"""The demo as it is told: every state is there, and its ledger is like any other."""

import json
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.factories.once import copy_parts
from tests.journeys.serving import romdoul
from tests.journeys.visiting import Demo, Script, demo_told

from romdoul.cases.codes import (
    CaseStatus,
    CloseReason,
    Decision,
    NoteKind,
    Priority,
    ReportKind,
    ReportStatus,
    Role,
    Stage,
    TaskStatus,
    TransitionStatus,
)
from romdoul.demo import told as tellings
from romdoul.demo import written
from romdoul.demo.people import GIVEN, SURNAMES
from romdoul.staff.rights import Role as Post

FACTORS = (
    "SELECT username, group_concat(type) FROM {} people"
    " JOIN mfa_authenticator ON user_id = people.id GROUP BY username"
)


@pytest.fixture(scope="module")
def folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo that no other test serves or changes."""
    copy = tmp_path_factory.mktemp("told")
    copy_parts(demo_told(shared), copy)
    return copy


def rows(folder: Path, store: str, query: str) -> list[tuple[Any, ...]]:
    found = sqlite3.connect(folder / f"home/{store}.sqlite3")
    try:
        return found.execute(query).fetchall()
    finally:
        found.close()


def editors(folder: Path) -> set[Any]:
    return {
        name for (name,) in rows(folder, "site", "SELECT username FROM editors_editor")
    }


def column(folder: Path, query: str) -> set[Any]:
    return {row[0] for row in rows(folder, "casework", query)}


def read(folder: Path, name: str) -> Any:
    path = folder / "keys" / name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return json.loads(path.read_text())


def test_the_accounts_say_who_signs_in_with_what(folder: Path) -> None:
    accounts = read(folder, "demo-accounts.json")
    assert all(
        set(one) == {"username", "password", "totp_secret", "role"}
        and all(one.values())
        for one in accounts
    )
    assert {one["role"] for one in accounts} == {*Post, "editor", "reviewer"}
    workers = column(folder, "SELECT username FROM staff_worker WHERE is_active")
    assert {one["username"] for one in accounts} == workers | editors(folder)


def test_everyone_has_a_confirmed_second_factor_and_recovery_codes(
    folder: Path,
) -> None:
    factors = [
        row
        for store, table in (("casework", "staff_worker"), ("site", "editors_editor"))
        for row in rows(folder, store, FACTORS.format(table))
    ]
    assert len(factors) == len(read(folder, "demo-accounts.json"))
    assert all(
        set(kinds.split(",")) == {"totp", "recovery_codes"} for _, kinds in factors
    )


def test_about_sixty_reports_stand_in_every_state(folder: Path) -> None:
    [(many,)] = rows(folder, "casework", "SELECT count(*) FROM cases_report")
    assert 55 <= many <= 70
    state = "SELECT {} FROM cases_report"
    assert column(folder, state.format("status")) == set(ReportStatus)
    # What is passed to safeguarding is decided there.
    decided = set(Decision) - {Decision.SAFEGUARDING}
    assert column(folder, state.format("decision")) == decided | {""}
    assert column(folder, state.format("desk")) == {"", "hotline", "safeguarding"}
    assert column(folder, state.format("priority")) == set(Priority)
    assert column(folder, state.format("kind")) >= set(ReportKind)
    assert column(folder, state.format("unanswered")) == {0, 1}
    assert rows(folder, "casework", "SELECT id FROM cases_reportattachment")


def test_new_reports_are_late_nearly_late_and_not_yet_due(folder: Path) -> None:
    found = rows(
        folder,
        "casework",
        "SELECT (julianday(due_at) - julianday("
        "(SELECT max(received_at) FROM cases_report))) * 24"
        " FROM cases_report WHERE status = 'new'",
    )
    left = [row[0] for row in found]
    assert any(hours < -1 for hours in left)
    assert any(0 < hours < 6 for hours in left)
    assert any(hours > 24 for hours in left)


def test_forty_cases_stand_at_every_stage_and_ended_for_every_reason(
    folder: Path,
) -> None:
    [(many,)] = rows(folder, "casework", "SELECT count(*) FROM cases_case")
    assert many == 40
    state = "SELECT {} FROM cases_case"
    assert column(folder, state.format("status")) == set(CaseStatus)
    assert column(folder, state.format("stage")) == set(Stage)
    assert column(folder, state.format("close_reason")) == set(CloseReason) | {""}


def test_people_notes_tasks_and_requests_are_there_in_every_state(
    folder: Path,
) -> None:
    assert column(folder, "SELECT role FROM cases_participant") == set(Role)
    assert column(folder, "SELECT kind FROM cases_note") == set(NoteKind)
    assert column(folder, "SELECT status FROM cases_task") == set(TaskStatus)
    # An expiry is computed: it is no status of a row.
    stored = set(TransitionStatus) - {TransitionStatus.EXPIRED}
    assert column(folder, "SELECT status FROM cases_transition") == stored
    assert rows(folder, "casework", "SELECT 1 FROM cases_participant WHERE erased_at")
    handed = "SELECT status FROM cases_transition WHERE kind = 'hand_on'"
    assert column(folder, handed) == {"pending", "accepted"}
    found = "SELECT status FROM cases_transition WHERE kind = 'unfounded'"
    assert column(folder, found) == {"pending", "accepted"}
    assert column(folder, found.replace("unfounded", "erase")) == {
        "pending",
        "accepted",
    }
    assert rows(folder, "casework", "SELECT 1 FROM cases_departure WHERE why = 'left'")


def test_open_tasks_are_late_soon_and_later(folder: Path) -> None:
    found = rows(
        folder,
        "casework",
        "SELECT julianday(due_at) - julianday("
        "(SELECT max(received_at) FROM cases_report))"
        " FROM cases_task WHERE status = 'open'",
    )
    left = [row[0] for row in found]
    assert any(day < 0 for day in left)
    assert any(0 < day < 2 for day in left)
    assert any(day > 5 for day in left)


def test_a_member_who_was_put_out_left_an_epoch_behind(folder: Path) -> None:
    events = column(folder, "SELECT event FROM ledger_entry")
    assert {"case.member_removed", "case.member_added", "case.reopened"} <= events
    assert rows(
        folder,
        "casework",
        "SELECT 1 FROM staff_compartment WHERE kind = 'case' AND epoch > 1",
    )


def test_it_was_told_in_order_over_about_a_year(folder: Path) -> None:
    for store in ("casework", "inbox", "site"):
        at = [
            row[0]
            for row in rows(folder, store, "SELECT at FROM ledger_entry ORDER BY seq")
        ]
        assert at == sorted(at)
    span = rows(folder, "casework", "SELECT max(at) - min(at) FROM ledger_entry")
    assert 390 < span[0][0] / 86_400_000_000 < 410


def test_nothing_waits_to_be_delivered_or_collected(folder: Path) -> None:
    undone = "SELECT 1 FROM ledger_outbox WHERE done_at IS NULL"
    assert not rows(folder, "casework", undone)
    waiting = "SELECT 1 FROM inbox_envelope WHERE collected_at IS NULL"
    assert not rows(folder, "inbox", waiting)


def test_the_ledger_of_the_demo_holds(folder: Path) -> None:
    romdoul(folder, "ledger", "verify")


def test_telling_it_again_keeps_what_stands(folder: Path) -> None:
    before = read(folder, "demo-accounts.json")
    romdoul(folder, "demo", "--no-serve")
    assert read(folder, "demo-accounts.json") == before


def test_no_name_and_no_word_of_it_stands_in_the_data_folder(folder: Path) -> None:
    names = [f"{s[0]} {g[0]}" for s in SURNAMES for g in GIVEN]
    names += [f"{s[1]} {g[1]}" for s in SURNAMES for g in GIVEN]
    words = [*names, *tellings.REPLIES.values(), *written.NOTES, *written.TITLES]
    words += [one.text for one in tellings.CONCERN if one.text]
    whole = b"".join(
        path.read_bytes()
        for path in (folder / "home").glob("*.sqlite3*")
        if path.is_file()
    )
    assert len(whole) > 1_000_000
    assert not [word for word in words if word.encode() in whole]


def test_a_visitor_reads_an_answer_with_a_receipt_code(demo: Demo) -> None:
    codes = read(demo.folder, "demo-codes.json")
    assert {one["language"] for one in codes} == {"km", "en"}
    answers = (*written.ANSWERS.values(), *written.IN_A_CASE.values())
    for one in codes:
        script = Script(demo.public)
        address = f"/{one['language']}/box/"
        page = script.post(address, do="open", code=one["code"], whole="1")
        assert page.status == 200
        assert any(answer in page.text for answer in answers)


def test_the_public_pages_show_the_organisation_and_numbers_of_nobody(
    demo: Demo,
) -> None:
    for language, name in (("km", "អង្គការរំដួល"), ("en", "Romdoul Demo")):
        page = Script(demo.public).get(f"/{language}/")
        assert name in page.text
        assert "000 000 117" in page.text
