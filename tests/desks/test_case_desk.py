"""The case desk: reading, writing, people, tasks, members, closing, searching."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.utils import timezone
from tests.desks.seated import Seats
from tests.factories.desk import case, events, person, statements
from tests.factories.organisation import Organisation

from romdoul.actions.staff_people import worker_leaves
from romdoul.cases.codes import CaseStatus, Role, Standing
from romdoul.cases.models import Case, Note, Participant, Task


def in_a_week() -> dict[str, str]:
    """Return a due moment as the form sends it."""
    due = timezone.localtime(timezone.now() + timedelta(days=7))
    return {"due_at_0": f"{due:%Y-%m-%d}", "due_at_1": f"{due:%H:%M}"}


def choices(answer: HttpResponse) -> str:
    """Return the choices that a page offers."""
    page = answer.content.decode()
    return page.partition("<select")[2].partition("</select>")[0]


def test_a_case_lists_under_its_handle_and_opens_as_an_act(
    org: Organisation, seat: Seats
) -> None:
    found = case(org, title="A family near the river")
    client = seat("casemanager")
    for page in ("/cases/", f"/cases/{found.ref}/", "/"):
        text = client.get(page).content.decode()
        assert found.ref in text
        assert "A family near the river" not in text
    assert "record.opened" not in events()
    read = client.get(f"/cases/{found.ref}/read/").content.decode()
    assert "A family near the river" in read
    assert "record.opened" in events()


def test_a_colleague_who_is_not_on_it_finds_nothing(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    client = seat("counsellor")
    assert client.get(f"/cases/{found.ref}/").status_code == 404
    assert client.get(f"/cases/{found.ref}/read/").status_code == 404
    assert found.ref not in client.get("/cases/").content.decode()


def test_a_note_is_written_corrected_and_its_first_words_kept(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    client = seat("casemanager")
    home = f"/cases/{found.ref}/"
    fields = {"kind": "visit", "text": "Visited today.", "happened_at": "at noon"}
    assert client.post(f"{home}notes/add/", fields).status_code == 302
    note = Note.objects.get()
    again = {"version": note.version, "text": "Visited on Monday.", "happened_at": ""}
    address = f"{home}notes/{note.ref}/"
    assert client.post(address, again).status_code == 302
    page = client.get(f"{home}read/").content.decode()
    assert "Visited on Monday." in page
    stale = client.post(address, again | {"text": "Visited on Tuesday."})
    assert stale.status_code == 409
    shown = stale.content.decode()
    assert "Visited on Monday." in shown
    assert "Visited on Tuesday." in shown


def test_an_empty_note_comes_back_with_what_was_typed(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    fields = {"kind": "visit", "text": "", "happened_at": "at the market"}
    answer = seat("casemanager").post(f"/cases/{found.ref}/notes/add/", fields)
    assert answer.status_code == 422
    assert "at the market" in answer.content.decode()
    assert not Note.objects.exists()


def test_a_person_is_added_with_standing_and_changed(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    client = seat("casemanager")
    home = f"/cases/{found.ref}/"
    fields = {
        "version": 0,
        "role": Role.PERSON_REPORTED,
        "name": "Sample Person",
        "standing": Standing.ALLEGED,
        "phones": "099 000 111\n099 000 222",
    }
    answer = client.post(f"{home}people/add/", fields)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(f"{home}read/").content.decode()
    assert "Sample Person" in page
    assert "Innocent until convicted." in page
    row = Participant.objects.get()
    changed = fields | {"version": row.version, "standing": Standing.CHARGED}
    address = f"{home}people/{row.ref}/"
    assert client.post(address, changed).status_code == 302
    assert "099 000 222" in client.get(address).content.decode()


def test_a_task_is_added_moved_and_done(org: Organisation, seat: Seats) -> None:
    found = case(org)
    client = seat("casemanager")
    home = f"/cases/{found.ref}/"
    fields = {
        "kind": "visit",
        "title": "Visit the school",
        "assignee": org.worker("investigator").ref,
        **in_a_week(),
    }
    answer = client.post(f"{home}tasks/add/", fields)
    assert answer.status_code == 302, answer.content.decode()
    task = Task.objects.get(kind="visit")
    moved = client.post(f"{home}tasks/{task.ref}/move/", in_a_week())
    assert moved.status_code == 302
    ended = client.post(f"{home}tasks/{task.ref}/done/", {"outcome": "All well."})
    assert ended.status_code == 302
    assert "All well." in client.get(f"{home}read/").content.decode()


def test_a_due_date_that_is_none_is_said_and_nothing_is_lost(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    fields = {
        "kind": "visit",
        "title": "Visit the school",
        "assignee": org.worker("investigator").ref,
        "due_at_0": "soon",
        "due_at_1": "",
    }
    answer = seat("casemanager").post(f"/cases/{found.ref}/tasks/add/", fields)
    assert answer.status_code == 422
    assert "Visit the school" in answer.content.decode()


def test_a_removed_member_is_out_at_once(org: Organisation, seat: Seats) -> None:
    found = case(org)
    investigator = org.worker("investigator").ref
    assert seat("investigator").get(f"/cases/{found.ref}/read/").status_code == 200
    address = f"/cases/{found.ref}/members/{investigator}/remove/"
    client = seat("casemanager")
    assert client.get(address).status_code == 200
    assert client.post(address, {"sure": "yes"}).status_code == 302
    assert seat("investigator").get(f"/cases/{found.ref}/read/").status_code == 404
    assert seat("legal").get(f"/cases/{found.ref}/read/").status_code == 200


def test_a_member_is_added(org: Organisation, seat: Seats) -> None:
    found = case(org)
    fields = {"worker": org.worker("manager").ref}
    client = seat("casemanager")
    assert client.post(f"/cases/{found.ref}/members/", {}).status_code == 422
    assert client.post(f"/cases/{found.ref}/members/", fields).status_code == 302
    assert seat("manager").get(f"/cases/{found.ref}/read/").status_code == 200


def test_what_a_leaver_had_to_do_is_taken_by_a_colleague(
    org: Organisation, seat: Seats
) -> None:
    found = case(org, lead="casemanager", members=("casemanager2", "legal"))
    worker_leaves(org.manager, ref=org.worker("casemanager").ref)
    client = seat("casemanager2")
    assert "Tasks that nobody has" in client.get("/").content.decode()
    page = client.get(f"/cases/{found.ref}/read/").content.decode()
    assert "nobody has it" in page
    assert "Works here no longer" in page
    task = Task.objects.get()
    address = f"/cases/{found.ref}/tasks/{task.ref}/take/"
    with override_settings(ROMDOUL_PROCESS="desks"):
        typed = client.get(address)
    assert (typed.status_code, typed.headers["Allow"]) == (405, "POST")
    assert "Only a button leads here" in typed.content.decode()
    assert "Go to My day" in typed.content.decode()
    assert client.post(address).status_code == 302
    assert Task.objects.get().assignee == org.worker("casemanager2")
    assert client.post(address).status_code == 422


def test_a_task_is_handed_on_and_taken_over(org: Organisation, seat: Seats) -> None:
    found = case(org)
    task = Task.objects.get()
    home = f"/cases/{found.ref}/tasks/{task.ref}/hand-on/"
    client = seat("casemanager")
    assert "casemanager" not in choices(client.get(home))
    fields = {"worker": org.worker("legal").ref, "reason": ""}
    assert client.post(home, fields).status_code == 422
    fields["reason"] = "She knows the court."
    assert client.post(home, fields).status_code == 302
    page = client.get(f"/cases/{found.ref}/read/").content.decode()
    assert "casemanager asks legal to take it over." in page
    asked = found.transitions.get(kind="hand_on").ref
    assert f"{home}{asked}/back/" in page
    client = seat("legal")
    assert (
        "casemanager asks you to take over a task" in client.get("/").content.decode()
    )
    page = client.get(f"/cases/{found.ref}/read/").content.decode()
    assert "You are asked to take over a task" in page
    assert f"{home}{asked}/back/" not in page
    assert client.post(f"{home}{asked}/", {"accept": "yes"}).status_code == 302
    assert Task.objects.get().assignee == org.worker("legal")


def test_a_request_to_take_a_task_over_is_taken_back(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    home = f"/cases/{found.ref}/tasks/{Task.objects.get().ref}/hand-on/"
    client = seat("casemanager")
    fields = {"worker": org.worker("legal").ref, "reason": "She knows the court."}
    client.post(home, fields)
    asked = found.transitions.get(kind="hand_on").ref
    assert client.get(f"{home}{asked}/back/").status_code == 200
    answer = client.post(f"{home}{asked}/back/", {"sure": "yes"})
    assert answer.status_code == 302
    assert found.transitions.get(kind="hand_on").status == "revoked"


def test_a_case_with_one_person_is_shown_to_them_and_to_a_manager(
    org: Organisation, seat: Seats
) -> None:
    found = case(org, members=("legal",))
    worker_leaves(org.manager, ref=org.worker("legal").ref)
    client = seat("casemanager")
    for page in ("/", "/cases/"):
        assert "fewer than two people" in client.get(page).content.decode()
    read = client.get(f"/cases/{found.ref}/read/").content.decode()
    assert "Fewer than two people are on this case" in read
    client = seat("manager")
    assert "1 case has fewer than two people" in client.get("/").content.decode()
    due = client.get("/staff/keys/").content.decode()
    assert found.ref in due
    assert "casemanager can add somebody" in due
    assert found.ref not in seat("focal").get("/staff/keys/").content.decode()


def test_someone_is_asked_to_lead_and_takes_it(org: Organisation, seat: Seats) -> None:
    found = case(org)
    fields = {"worker": org.worker("legal").ref, "reason": "She knows the court."}
    asked = seat("casemanager").post(f"/cases/{found.ref}/assign/", fields)
    assert asked.status_code == 302
    ref = found.transitions.get(status="pending").ref
    client = seat("legal")
    assert found.ref in client.get("/").content.decode()
    assert (
        "She knows the court."
        in client.get(f"/cases/{found.ref}/read/").content.decode()
    )
    answer = client.post(f"/cases/{found.ref}/assign/{ref}/", {"accept": "yes"})
    assert answer.status_code == 302
    found.refresh_from_db()
    assert found.lead == org.worker("legal")


def test_a_case_is_closed_for_a_reason_and_opened_again(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    client = seat("casemanager")
    home = f"/cases/{found.ref}/"
    assert client.post(f"{home}close/", {"reason": "", "text": ""}).status_code == 422
    fields = {"reason": "goals_reached", "text": "The child is at school."}
    assert client.post(f"{home}close/", fields).status_code == 302
    assert Case.objects.get(ref=found.ref).status == CaseStatus.CLOSED
    assert found.ref in client.get("/cases/?status=closed").content.decode()
    assert client.post(f"{home}reopen/", {"reason": "New facts."}).status_code == 302
    assert Case.objects.get(ref=found.ref).status == CaseStatus.OPEN


def test_a_new_case_takes_two_people(org: Organisation, seat: Seats) -> None:
    client = seat("casemanager")
    me = org.worker("casemanager").ref
    fields = {
        "title": "A child away from school",
        "priority": "high",
        "lead": me,
        "members": [],
        "reason": "Told by a teacher.",
    }
    refused = client.post("/cases/new/", fields)
    assert refused.status_code == 422
    assert "A child away from school" in refused.content.decode()
    both = fields | {"members": [org.worker("manager").ref]}
    assert client.post("/cases/new/", both).status_code == 302


def test_a_name_is_found_turned_round_and_misspelt_by_members_only(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    person(org, found, "Sok Vichet")
    page = seat("casemanager").post("/search/", {"q": "Vicheth Sokh"})
    assert found.ref in page.content.decode()
    other = seat("counsellor").post("/search/", {"q": "Vicheth Sokh"})
    assert found.ref not in other.content.decode()


@pytest.mark.parametrize("asked", ["", "x" * 301])
def test_a_search_for_nothing_or_too_much_is_said(
    org: Organisation, seat: Seats, asked: str
) -> None:
    del org
    assert seat("casemanager").post("/search/", {"q": asked}).status_code == 422


def test_a_case_page_asks_the_same_number_of_questions_however_long(
    org: Organisation, seat: Seats
) -> None:
    found = case(org)
    client = seat("casemanager")
    home = f"/cases/{found.ref}/"
    note = {"kind": "note", "text": "A note.", "happened_at": ""}
    client.post(f"{home}notes/add/", note)
    person(org, found, "Sok Vichet")
    few = statements(lambda: client.get(f"{home}read/"))
    for _ in range(6):
        client.post(f"{home}notes/add/", note)
        person(org, found, "Chan Sophea")
    assert statements(lambda: client.get(f"{home}read/")) == few
