"""Every role signs in by a script, lands on My day, and enters its own desks only."""

import pytest
from tests.journeys.visiting import EDITING, Demo, Script

from romdoul.staff.rights import Role

DOORS = {
    "/hotline/": {"counsellor", "manager"},
    "/safeguarding/": {"safeguarding_focal"},
    "/cases/": {
        "counsellor",
        "case_manager",
        "investigator",
        "legal_officer",
        "manager",
    },
    "/cases/new/": {"counsellor", "case_manager", "manager"},
    "/search/": {
        "counsellor",
        "case_manager",
        "investigator",
        "legal_officer",
        "manager",
        "safeguarding_focal",
    },
    "/staff/": {"manager", "administrator"},
    "/staff/invite/": {"manager", "administrator"},
    "/staff/keys/": {"manager", "safeguarding_focal"},
    "/staff/recovery/": {"manager", "custodian", "safeguarding_focal"},
    "/staff/recovery/break-glass/": {"manager"},
    "/ledger/": {"manager", "administrator", "safeguarding_focal"},
    "/account/": set(Role),
}


@pytest.mark.parametrize("role", Role)
def test_a_script_signs_in_every_role_and_lands_on_my_day(
    demo: Demo, role: Role
) -> None:
    script = demo.signed_in(demo.first(role))
    answer = script.get("/")
    assert (answer.status, answer.path) == (200, "/")
    assert demo.first(role) in answer.text
    assert 'action="/sign-out/"' in answer.text


@pytest.mark.parametrize("role", sorted(EDITING))
def test_a_script_signs_in_who_edits_and_lands_on_the_pages(
    demo: Demo, role: str
) -> None:
    script = demo.signed_in(demo.first(role))
    answer = script.get("/")
    assert (answer.status, answer.path) == (200, "/")
    assert demo.first(role) in answer.text
    assert script.get("/pages/").status == 200
    assert script.get("/users/").status == 404


@pytest.mark.parametrize("role", sorted(EDITING))
def test_who_edits_has_no_account_at_the_desks_nor_a_worker_in_the_editing(
    demo: Demo, role: str
) -> None:
    for username, place in (
        (demo.first(role), demo.desks),
        (demo.first(Role.MANAGER), demo.edit),
    ):
        script = Script(place)
        script.get("/sign-in/")
        password = demo.accounts[username]["password"]
        answer = script.post("/sign-in/", login=username, password=password)
        assert (answer.status, answer.path) == (422, "/sign-in/")


@pytest.mark.parametrize("role", Role)
def test_a_role_enters_its_own_desks_and_no_other(demo: Demo, role: Role) -> None:
    script = demo.signed_in(demo.first(role))
    entered = {door: script.get(door).status for door in DOORS}
    assert entered == {
        door: 200 if role in roles else 403 for door, roles in DOORS.items()
    }


def test_nobody_enters_without_signing_in(demo: Demo) -> None:
    stranger = Script(demo.desks)
    for door in ("/", *DOORS):
        assert stranger.get(door).path == "/sign-in/", door


def test_a_worker_beyond_a_case_cannot_tell_it_from_none(demo: Demo) -> None:
    [(ref,)] = demo.casework("SELECT ref FROM cases_case ORDER BY id LIMIT 1")
    script = demo.signed_in(demo.first(Role.SAFEGUARDING_FOCAL))
    assert script.get(f"/cases/{ref}/read/").status == 403
    members = {
        name
        for (name,) in demo.casework(
            "SELECT w.username FROM staff_worker w JOIN cases_seat s"
            " ON s.worker_id = w.id JOIN cases_case c ON c.id = s.case_id"
            " WHERE c.ref = ?",
            ref,
        )
    }
    outside = next(
        name
        for name, account in demo.accounts.items()
        if account["role"] in DOORS["/cases/"] and name not in members
    )
    script = demo.signed_in(outside)
    there, nowhere = (
        script.get(f"/cases/{name}/read/") for name in (ref, "C-2222-2222")
    )
    assert (there.status, nowhere.status) == (404, 404)
    assert there.title == nowhere.title
