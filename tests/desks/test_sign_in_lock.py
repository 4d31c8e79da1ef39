"""A desk that is left alone locks, and nothing that was typed is lost."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from tests.desks.staff_browser import signed_in
from tests.factories.organisation import PASSWORD, organisation

from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.staff.models import DeskSession, Worker

pytestmark = pytest.mark.django_db

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


@pytest.fixture
def client() -> Client:
    organisation()
    return signed_in("manager")


def left_alone(*, minutes: int) -> None:
    row = DeskSession.objects.get()
    row.last_seen_at -= timedelta(minutes=minutes)
    row.save()


def test_ten_idle_minutes_lock_the_desk_and_forget_the_ring(client):
    left_alone(minutes=11)
    answer = client.get("/account/")
    assert answer.status_code == 423
    row = DeskSession.objects.get()
    assert (row.stage, bytes(row.ring)) == ("locked", b"")
    assert Entry.objects.filter(event=Event.SESSION_LOCKED).count() == 1


def test_nine_idle_minutes_do_not(client):
    left_alone(minutes=9)
    assert client.get("/account/").status_code == 200


def test_polling_is_not_activity(client):
    left_alone(minutes=9)
    before = DeskSession.objects.get().last_seen_at
    assert client.get("/account/", headers={"X-Poll": "1"}).status_code == 200
    assert DeskSession.objects.get().last_seen_at == before
    client.get("/account/")
    assert DeskSession.objects.get().last_seen_at > before


def test_polling_a_locked_desk_answers_423_without_a_page(client):
    client.post("/lock/")
    answer = client.get("/account/", headers={"X-Poll": "1"})
    assert (answer.status_code, answer.content) == (423, b"")


def test_what_was_typed_survives_the_unlock_without_javascript(client):
    left_alone(minutes=11)
    typed = {
        "username": "new.person",
        "display_name": 'Sok <b>& "Dara"\nសុខ',
        "roles": ["legal_officer", "investigator"],
        "language": "en",
    }
    locked = client.post("/staff/invite/", typed)
    assert locked.status_code == 423
    assert not Worker.objects.filter(username="new.person").exists()
    page = locked.content.decode()
    carried = [(n, unescape(v)) for n, v in HIDDEN.findall(page)]
    assert ("display_name", typed["display_name"]) in carried
    again: dict[str, list[str]] = {}
    for name, value in carried:
        again.setdefault(name, []).append(value)
    assert again["roles"] == typed["roles"]
    assert 'action="/staff/invite/"' in page
    wrong = client.post(
        "/staff/invite/", again | {"desk-unlock-password": ["not this one"]}
    )
    assert wrong.status_code == 423
    assert "new.person" in wrong.content.decode()
    answer = client.post("/staff/invite/", again | {"desk-unlock-password": [PASSWORD]})
    assert answer.status_code == 200
    made = Worker.objects.get(username="new.person")
    assert made.role_names == ("investigator", "legal_officer")


def test_the_password_is_not_handed_on_to_the_view_or_the_page(client):
    client.post("/lock/")
    wrong = client.post(
        "/staff/invite/",
        {"username": "x", "desk-unlock-password": "a secret of mine"},
    )
    assert "a secret of mine" not in wrong.content.decode()


def test_the_overlay_unlocks_by_fetch(client):
    key = client.cookies["desk_key"].value
    assert client.post("/lock/", headers={"X-Poll": "1"}).status_code == 204
    wrong = client.post(
        "/unlock/", {"password": "not this one"}, headers={"X-Poll": "1"}
    )
    assert wrong.status_code == 422
    answer = client.post("/unlock/", {"password": PASSWORD}, headers={"X-Poll": "1"})
    assert answer.status_code == 302
    assert client.cookies["desk_key"].value not in {"", key}
    assert client.get("/account/").status_code == 200


def test_unlocking_leads_back_and_never_elsewhere(client):
    client.post("/lock/")
    answer = client.post("/unlock/", {"password": PASSWORD, "next": "/staff/"})
    assert answer["Location"] == "/staff/"
    client.post("/lock/")
    for elsewhere in ("https://example.org/", "//example.org", "javascript:1"):
        answer = client.post("/unlock/", {"password": PASSWORD, "next": elsewhere})
        assert answer["Location"] == "/"


def test_the_old_key_opens_nothing_after_a_lock(client):
    old = client.cookies["desk_key"].value
    client.post("/lock/")
    client.post("/unlock/", {"password": PASSWORD})
    client.cookies["desk_key"] = old
    assert client.get("/account/").status_code == 302


def test_guessing_at_a_locked_desk_ends_the_session(client):
    client.post("/lock/")
    for _index in range(5):
        client.post("/unlock/", {"password": "not this one"})
    answer = client.post("/unlock/", {"password": PASSWORD})
    assert answer["Location"] == "/sign-in/"
    assert not DeskSession.objects.exists()


def test_one_can_sign_out_of_a_locked_desk(client):
    client.post("/lock/")
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not DeskSession.objects.exists()


def test_unlocking_is_held_to_the_same_origin():
    organisation()
    open_client = signed_in("manager")
    client = Client(enforce_csrf_checks=True)
    client.cookies = open_client.cookies
    open_client.post("/lock/")
    answer = client.post("/staff/invite/", {"desk-unlock-password": PASSWORD})
    assert answer.status_code == 403
    assert DeskSession.objects.get().stage == "locked"


def test_a_session_ends_after_twelve_hours(client):
    row = DeskSession.objects.get()
    row.created_at -= timedelta(hours=13)
    row.save()
    assert client.get("/account/").status_code == 302
