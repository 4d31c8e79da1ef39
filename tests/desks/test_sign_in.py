"""The way in: password, second factor, and nothing before both."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from tests.desks.staff_browser import at_the_second_step, signed_in
from tests.factories.authenticator import SECRET, code_now
from tests.factories.organisation import PASSWORD, ROLES, organisation

from romdoul.doors.factors import plant_totp, renew_codes
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.staff import passwords
from romdoul.staff.models import DeskSession, Worker

pytestmark = pytest.mark.django_db


def test_password_and_code_open_the_account():
    organisation()
    client = signed_in("counsellor")
    answer = client.get("/account/")
    assert answer.status_code == 200
    assert "counsellor" in answer.content.decode()
    events = set(Entry.objects.values_list("event", flat=True))
    assert {Event.SESSION_BEGUN, Event.SESSION_STARTED} <= events


def test_every_role_can_sign_in():
    organisation()
    for username in ROLES:
        assert signed_in(username).get("/account/").status_code == 200


def test_the_password_alone_opens_nothing():
    organisation()
    client = at_the_second_step("counsellor")
    answer = client.get("/account/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_the_cookie_of_the_key_is_for_the_browser_alone():
    organisation()
    client = signed_in("counsellor")
    key = client.cookies["desk_key"]
    assert key["httponly"]
    assert key["samesite"] == "Strict"
    kept = [bytes(row.ring) for row in DeskSession.objects.all()]
    texts = list(Session.objects.values_list("session_data", flat=True))
    assert not any(key.value.encode() in ring for ring in kept)
    assert not any(key.value in text for text in texts)


def test_without_the_key_cookie_nobody_is_signed_in():
    organisation()
    client = signed_in("counsellor")
    del client.cookies["desk_key"]
    assert client.get("/account/").status_code == 302


def test_with_another_browsers_key_nobody_is_signed_in():
    organisation()
    one, other = signed_in("counsellor"), signed_in("manager")
    one.cookies["desk_key"] = other.cookies["desk_key"].value
    assert one.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("login", "password"),
    [("counsellor", "not the password"), ("nobody-here", PASSWORD), ("", "")],
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(login, password):
    organisation()
    answer = Client().post("/sign-in/", {"login": login, "password": password})
    assert answer.status_code == 422
    assert not DeskSession.objects.exists()


def test_unknown_and_wrong_get_the_same_page():
    organisation()
    pages = [
        Client().post("/sign-in/", {"login": name, "password": "wrong, all of it"})
        for name in ("counsellor", "nobody-here")
    ]
    shown = [
        page.content.decode().replace(name, "NAME")
        for page, name in zip(pages, ("counsellor", "nobody-here"), strict=True)
    ]
    strip = [_without_tokens(text) for text in shown]
    assert strip[0] == strip[1]


def _without_tokens(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_unknown_and_wrong_cost_one_derivation_each(monkeypatch):
    organisation()
    made = []
    real = passwords.unlock_keyring

    def counted(*args):
        made.append(args)
        return real(*args)

    monkeypatch.setattr(passwords, "unlock_keyring", counted)
    for name in ("counsellor", "nobody-here", "admin"):
        Client().post("/sign-in/", {"login": name, "password": "wrong, all of it"})
    assert len(made) == 3


def test_after_five_failures_even_the_right_password_waits():
    organisation()
    client = Client()
    for _index in range(5):
        client.post("/sign-in/", {"login": "counsellor", "password": "no, not this"})
    answer = client.post("/sign-in/", {"login": "counsellor", "password": PASSWORD})
    assert answer.status_code == 422
    worker = Worker.objects.get(username="counsellor")
    assert worker.failures >= 5
    assert worker.barred_until is not None
    other = client.post("/sign-in/", {"login": "manager", "password": PASSWORD})
    assert other.status_code == 302


def test_a_wrong_code_is_refused_and_five_begin_again():
    organisation()
    client = at_the_second_step("counsellor")
    for _index in range(4):
        assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    answer = client.post("/sign-in/code/", {"code": "000000"})
    assert answer.status_code == 302
    assert not DeskSession.objects.exists()


def test_a_code_opens_once():
    organisation()
    code = code_now()
    first = at_the_second_step("counsellor")
    assert first.post("/sign-in/code/", {"code": code}).status_code == 302
    second = at_the_second_step("counsellor")
    assert second.post("/sign-in/code/", {"code": code}).status_code == 422


def test_the_ring_waits_five_minutes_and_no_longer():
    organisation()
    client = at_the_second_step("counsellor")
    row = DeskSession.objects.get()
    row.created_at -= timedelta(minutes=6)
    row.save()
    answer = client.post("/sign-in/code/", {"code": code_now()})
    assert answer["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302


def test_a_recovery_code_opens_once():
    organisation()
    worker = Worker.objects.get(username="counsellor")
    plant_totp(worker, SECRET)
    code = renew_codes(worker)[0]
    for expected in (302, 422):
        client = at_the_second_step("counsellor")
        answer = client.post("/sign-in/code/", {"code": code})
        assert answer.status_code == expected


def test_secrets_of_the_second_factor_are_sealed():
    organisation()
    signed_in("counsellor")
    for row in Authenticator.objects.all():
        assert SECRET not in str(row.data)


def test_signing_out_ends_the_session_and_drops_the_key():
    organisation()
    client = signed_in("counsellor")
    answer = client.post("/sign-out/")
    assert answer["Location"] == "/sign-in/"
    assert not DeskSession.objects.exists()
    assert client.cookies["desk_key"].value == ""
    assert client.get("/account/").status_code == 302


def test_somebody_who_left_cannot_sign_in_or_go_on():
    organisation()
    client = signed_in("counsellor")
    Worker.objects.filter(username="counsellor").update(is_active=False)
    assert client.get("/account/").status_code == 302
    answer = Client().post("/sign-in/", {"login": "counsellor", "password": PASSWORD})
    assert answer.status_code == 422
