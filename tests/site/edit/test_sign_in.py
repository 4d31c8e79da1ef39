"""The way in to the editing: password, second factor, and nothing before both."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from tests.factories.authenticator import SECRET, code_now
from tests.factories.editors import PASSWORD, at_the_second_step, editor, signed_in
from tests.factories.ledger import events

from romdoul.doors.factors import plant_totp, renew_codes
from romdoul.ledger.stores import Store
from romdoul.site.editors import hashing
from romdoul.site.editors.accounts import invite_editor
from romdoul.site.editors.models import Editor, EditorSession
from romdoul.site.editors.roles import Role

pytestmark = pytest.mark.django_db
SECRET_SHOWN = re.compile(r'<p class="reference">([A-Z2-7 ]+)</p>')


def test_password_and_code_open_the_editing(writer: Editor) -> None:
    client = signed_in(writer)
    assert client.get("/").status_code == 200
    assert events(Store.SITE) == ["session.begun", "session.started"]


def test_from_an_invitation_to_the_pages_in_a_browser() -> None:
    _ref, code = invite_editor(
        "operator", username="sok-1", role=Role.EDITOR, language="en"
    )
    client = Client()
    mine = "a lamp behind the green door"
    sent = {"code": code, "password": mine, "again": mine}
    answer = client.post("/sign-in/invitation/", sent)
    assert answer["Location"] == "/sign-in/second-factor/"
    assert client.get("/").status_code == 302
    found = SECRET_SHOWN.search(client.get("/sign-in/second-factor/").content.decode())
    assert found
    wrong = client.post("/sign-in/second-factor/", {"code": "000000"})
    assert wrong.status_code == 422
    right = {"code": code_now(found[1].replace(" ", ""))}
    shown = client.post("/sign-in/second-factor/", right)
    assert "recovery codes" in shown.content.decode()
    assert client.get("/sign-in/second-factor/").status_code == 302
    assert client.get("/").status_code == 200
    assert events(Store.SITE)[-2:] == ["second_factor.added", "session.started"]


def test_the_password_alone_opens_nothing(writer: Editor) -> None:
    client = at_the_second_step(writer)
    answer = client.get("/pages/")
    assert answer["Location"].startswith("/sign-in/")


def test_the_cookies_are_strict_and_for_the_browser_alone(writer: Editor) -> None:
    client = signed_in(writer)
    cookie = client.cookies["edit_session"]
    assert (cookie["samesite"], cookie["httponly"]) == ("Strict", True)
    assert cookie["max-age"] == ""
    assert set(client.cookies) <= {"edit_session", "edit_csrf"}


@pytest.mark.parametrize(
    ("login", "password"),
    [("editor-1", "not the password"), ("nobody-here", PASSWORD), ("", "")],
)
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    writer: Editor, login: str, password: str
) -> None:
    del writer
    answer = Client().post("/sign-in/", {"login": login, "password": password})
    assert answer.status_code == 422
    assert not EditorSession.objects.exists()


def test_unknown_ended_and_wrong_cost_one_derivation_each(
    writer: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    del writer
    editor("ended-1").groups.clear()
    Editor.objects.filter(username="ended-1").update(is_active=False)
    made = []

    def count(real):
        def counted(*args: object) -> object:
            made.append(args)
            return real(*args)

        return counted

    for name in ("hash_password", "proves"):
        monkeypatch.setattr(hashing, name, count(getattr(hashing, name)))
    for name in ("editor-1", "nobody-here", "ended-1"):
        Client().post("/sign-in/", {"login": name, "password": "wrong, all of it"})
    assert len(made) == 3


def test_after_five_failures_even_the_right_password_waits(writer: Editor) -> None:
    client, other = Client(), editor("editor-2")
    for _index in range(5):
        client.post("/sign-in/", {"login": writer.username, "password": "not this"})
    right = {"login": writer.username, "password": PASSWORD}
    assert client.post("/sign-in/", right).status_code == 422
    writer.refresh_from_db()
    assert writer.failures >= 5
    assert writer.barred_until is not None
    right["login"] = other.username
    assert client.post("/sign-in/", right).status_code == 302


def test_a_wrong_code_is_refused_and_five_begin_again(writer: Editor) -> None:
    client = at_the_second_step(writer)
    for _index in range(4):
        assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 302
    assert not EditorSession.objects.exists()


def test_a_code_opens_once(writer: Editor) -> None:
    code = code_now()
    first = at_the_second_step(writer)
    assert first.post("/sign-in/code/", {"code": code}).status_code == 302
    second = at_the_second_step(writer)
    assert second.post("/sign-in/code/", {"code": code}).status_code == 422


def test_a_recovery_code_opens_once(writer: Editor) -> None:
    plant_totp(writer, SECRET)
    code = renew_codes(writer)[0]
    for expected in (302, 422):
        client = at_the_second_step(writer)
        answer = client.post("/sign-in/code/", {"code": code})
        assert answer.status_code == expected


def test_a_password_waits_five_minutes_for_its_code_and_no_longer(
    writer: Editor,
) -> None:
    client = at_the_second_step(writer)
    row = EditorSession.objects.get()
    row.created_at -= timedelta(minutes=6)
    row.save()
    answer = client.post("/sign-in/code/", {"code": code_now()})
    assert answer["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_secrets_are_sealed_and_passwords_hashed(writer: Editor) -> None:
    signed_in(writer)
    for row in Authenticator.objects.all():
        assert SECRET not in str(row.data)
    assert writer.password.startswith("argon2id$argon2id$v=19$")
    texts = Session.objects.values_list("session_data", flat=True)
    assert not any(PASSWORD in text for text in texts)


def test_half_an_hour_alone_ends_the_session(writer: Editor) -> None:
    client = signed_in(writer)
    _left_alone(minutes=29)
    assert client.get("/").status_code == 200
    _left_alone(minutes=31)
    assert client.get("/pages/").status_code == 302


def test_what_a_page_asks_by_itself_is_no_work(writer: Editor) -> None:
    client = signed_in(writer)
    _left_alone(minutes=20)
    before = EditorSession.objects.get().last_seen_at
    client.get("/jsi18n/")
    assert EditorSession.objects.get().last_seen_at == before
    client.get("/")
    assert EditorSession.objects.get().last_seen_at > before


def test_a_session_ends_after_twelve_hours(writer: Editor) -> None:
    client = signed_in(writer)
    row = EditorSession.objects.get()
    row.created_at -= timedelta(hours=13)
    row.save()
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("door", ["/sign-out/", "/logout/"])
def test_signing_out_ends_the_session(writer: Editor, door: str) -> None:
    client = signed_in(writer)
    assert client.post(door)["Location"] == "/sign-in/"
    assert not EditorSession.objects.exists()
    assert client.get("/").status_code == 302
    assert events(Store.SITE)[-1] == "session.ended"


def test_the_editing_speaks_the_editors_language() -> None:
    client = signed_in(editor("editor-3", language="km"))
    for address in ("/account/", "/"):
        shown = client.get(address, headers={"accept-language": "en"})
        assert shown["Content-Language"] == "km"
        assert '<html lang="km"' in shown.content.decode()


def _left_alone(*, minutes: int) -> None:
    row = EditorSession.objects.get()
    row.last_seen_at -= timedelta(minutes=minutes)
    row.save()
