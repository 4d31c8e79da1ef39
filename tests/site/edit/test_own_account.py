"""One's own account in the editing: password, second factors, sessions, language."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from tests.factories.editors import PASSWORD, at_the_second_step, signed_in
from tests.factories.ledger import events
from tests.factories.soft_passkey import SoftPasskey, options_on

from romdoul.ledger.stores import Store
from romdoul.site.editors.models import Editor, EditorSession

pytestmark = pytest.mark.django_db
NEW = "a lamp behind the green door"


def change(client: Client, old: str, new: str) -> int:
    sent = {"old": old, "password": new, "again": new}
    return client.post("/account/password/", sent).status_code


def test_a_changed_password_ends_every_other_session(writer: Editor) -> None:
    here = signed_in(writer)
    cache.clear()
    elsewhere = signed_in(writer)
    assert change(here, PASSWORD, NEW) == 302
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert EditorSession.objects.count() == 1
    assert events(Store.SITE)[-1] == "password.changed"
    cache.clear()
    signed_in(writer, password=NEW)


@pytest.mark.parametrize(
    ("old", "new"), [("not the old one", NEW), (PASSWORD, "short"), (PASSWORD, "")]
)
def test_a_password_is_not_changed_by_a_wrong_or_to_an_easy_one(
    writer: Editor, old: str, new: str
) -> None:
    client = signed_in(writer)
    assert change(client, old, new) == 422
    writer.refresh_from_db()
    assert writer.check_password(PASSWORD)
    assert client.get("/account/").status_code == 200
    assert "password.changed" not in events(Store.SITE)


def test_guessing_the_old_password_ends_in_a_pause(writer: Editor) -> None:
    client = signed_in(writer)
    for _index in range(5):
        change(client, "not the old one", NEW)
    assert change(client, PASSWORD, NEW) == 422
    writer.refresh_from_db()
    assert writer.check_password(PASSWORD)


def test_the_account_is_shown_with_its_factors_and_sessions(writer: Editor) -> None:
    client = signed_in(writer)
    page = client.get("/account/").content.decode()
    for words in ("editor-1", writer.ref, "Authenticator app", "this one"):
        assert words in page


def test_other_sessions_can_be_ended_and_it_is_recorded(writer: Editor) -> None:
    here = signed_in(writer)
    cache.clear()
    elsewhere = signed_in(writer)
    assert here.post("/account/sessions/end/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert events(Store.SITE)[-1] == "session.ended"


def test_one_session_can_be_ended_and_nobody_else_s(
    writer: Editor, reviewer: Editor
) -> None:
    signed_in(reviewer)
    theirs = EditorSession.objects.get(editor=reviewer)
    client = signed_in(writer)
    client.post(f"/account/sessions/{theirs.pk}/end/")
    assert EditorSession.objects.filter(pk=theirs.pk).exists()
    mine = EditorSession.objects.get(editor=writer)
    client.post(f"/account/sessions/{mine.pk}/end/")
    assert client.get("/account/").status_code == 302


def test_the_language_is_changed_and_recorded(writer: Editor) -> None:
    client = signed_in(writer)
    client.post("/account/language/", {"language": "km"})
    assert client.get("/account/")["Content-Language"] == "km"
    assert events(Store.SITE)[-1] == "editor.changed"
    assert client.post("/account/language/", {"language": "xx"}).status_code == 422


def test_new_recovery_codes_are_shown_once(writer: Editor) -> None:
    client = signed_in(writer)
    shown = client.post("/account/second-factor/codes/").content.decode()
    assert shown.count("<code>") == 10
    assert events(Store.SITE)[-1] == "second_factor.added"


def test_a_passkey_is_a_second_step_beside_the_password(writer: Editor) -> None:
    client = signed_in(writer)
    client.defaults["SERVER_NAME"] = "localhost"
    page = client.get("/account/second-factor/passkey/").content.decode()
    passkey = SoftPasskey("localhost")
    credential = passkey.create(options_on(page, "creation_options"))
    sent = {"credential": credential}
    answer = client.post("/account/second-factor/passkey/", sent)
    assert answer.status_code in {200, 302}
    fresh = at_the_second_step(writer)
    fresh.defaults["SERVER_NAME"] = "localhost"
    page = fresh.get("/sign-in/code/").content.decode()
    asked = options_on(page, "request_options")
    answer = fresh.post("/sign-in/code/", {"credential": passkey.get(asked)})
    assert answer["Location"] == "/"
    assert fresh.get("/account/").status_code == 200
    app = Authenticator.objects.get(type="totp")
    assert fresh.post(f"/account/second-factor/{app.pk}/remove/").status_code == 302
    assert events(Store.SITE)[-1] == "second_factor.removed"
