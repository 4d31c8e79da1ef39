"""From an invitation to My day, in a browser; and one's own account afterwards."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from tests.desks.staff_browser import signed_in
from tests.factories.authenticator import code_now
from tests.factories.organisation import PASSWORD, organisation

from romdoul.actions.staff_people import certify_worker, invite_worker
from romdoul.ledger.events import Event
from romdoul.ledger.models import Entry
from romdoul.queries.staff import check_number_of
from romdoul.staff.kinds import CompartmentKind
from romdoul.staff.models import DeskSession, Worker
from romdoul.staff.rights import Role

pytestmark = pytest.mark.django_db
MINE = "four rivers and a small bell"
SECRET_SHOWN = re.compile(r'<p class="reference">([A-Z2-7 ]+)</p>')


def secret_on(page: str) -> str:
    found = SECRET_SHOWN.search(page)
    assert found
    return found[1].replace(" ", "")


def test_an_invited_worker_gets_from_the_code_to_my_day():
    org = organisation()
    _ref, code = invite_worker(
        org.manager, username="new.person", roles=(Role.COUNSELLOR,), language="en"
    )
    client = Client()
    asked = client.get("/sign-in/invitation/").content.decode()
    assert "យ៉ាងតិច ១២ តួអក្សរ" in asked
    typed = {"code": code, "password": MINE, "again": "something else"}
    assert client.post("/sign-in/invitation/", typed).status_code == 422
    answer = client.post("/sign-in/invitation/", typed | {"again": MINE})
    assert answer["Location"] == "/sign-in/second-factor/"
    secret = secret_on(client.get("/sign-in/second-factor/").content.decode())
    for session in client.session.items():
        assert secret not in str(session)
    wrong = client.post("/sign-in/second-factor/", {"code": "000000"})
    assert wrong.status_code == 422
    shown = client.post("/sign-in/second-factor/", {"code": code_now(secret)})
    assert len(re.findall(r"<code>\d{8}</code>", shown.content.decode())) == 10
    assert client.get("/sign-in/second-factor/").status_code == 302
    # Both factors are given, and still nothing opens: no manager has certified.
    assert client.get("/account/")["Location"] == "/waiting/"
    worker = Worker.objects.get(username="new.person")
    number = check_number_of(worker)
    assert number in client.get("/waiting/").content.decode()
    certify_worker(org.manager, ref=worker.ref, number=number, roles=(Role.COUNSELLOR,))
    assert client.get("/account/").status_code == 200
    assert client.get("/waiting/")["Location"] == "/"


def test_changing_the_password_relocks_the_ring_and_ends_other_sessions():
    organisation()
    elsewhere = signed_in("counsellor")
    cache.clear()
    client = signed_in("counsellor")
    body = {"old": "not the password", "password": MINE, "again": MINE}
    assert client.post("/account/password/", body).status_code == 422
    answer = client.post("/account/password/", body | {"old": PASSWORD})
    assert answer["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert DeskSession.objects.count() == 1
    old = Client().post("/sign-in/", {"login": "counsellor", "password": PASSWORD})
    assert old.status_code == 422
    cache.clear()
    assert signed_in("counsellor", password=MINE).get("/account/").status_code == 200
    assert Entry.objects.filter(event=Event.PASSWORD_CHANGED).count() == 1


def test_a_new_password_that_is_too_easy_changes_nothing():
    org = organisation()
    client = signed_in("counsellor")
    ring = bytes(org.worker("counsellor").keyring)
    body = {"old": PASSWORD, "password": "short", "again": "short"}
    assert client.post("/account/password/", body).status_code == 422
    assert bytes(org.worker("counsellor").keyring) == ring


def test_one_sees_and_ends_ones_sessions_elsewhere():
    organisation()
    elsewhere = signed_in("counsellor")
    cache.clear()
    other = signed_in("manager")
    cache.clear()
    client = signed_in("counsellor")
    away = DeskSession.objects.filter(worker__username="counsellor").earliest(
        "created_at"
    )
    theirs = DeskSession.objects.get(worker__username="manager")
    client.post(f"/account/sessions/{theirs.pk}/end/")
    assert other.get("/account/").status_code == 200
    assert away.pk in client.get("/account/").content.decode()
    client.post(f"/account/sessions/{away.pk}/end/")
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_new_recovery_codes_void_the_old_ones():
    organisation()
    client = signed_in("counsellor")
    pages = [client.post("/account/second-factor/codes/") for _index in range(2)]
    old, new = (re.findall(r"<code>(\d+)</code>", p.content.decode()) for p in pages)
    assert not set(old) & set(new)
    kept = Authenticator.objects.filter(type="recovery_codes")
    assert kept.count() == 1


def test_a_broken_passkey_is_refused_with_a_page():
    organisation()
    client = signed_in("counsellor")
    assert client.get("/account/second-factor/passkey/").status_code == 200
    for credential in ("{}", "[]", "not json", '{"id": "x", "response": {}}'):
        answer = client.post(
            "/account/second-factor/passkey/", {"credential": credential}
        )
        assert answer.status_code == 422
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_the_language_is_the_workers_own():
    organisation()
    client = signed_in("counsellor")
    assert client.get("/account/")["Content-Language"] == "en"
    client.post("/account/language/", {"language": "km"})
    assert client.get("/account/")["Content-Language"] == "km"
    assert client.post("/account/language/", {"language": "xx"}).status_code == 422


def test_new_keys_are_made_certified_and_taken_up():
    org = organisation()
    client = signed_in("casemanager")
    hotline = org.compartment(CompartmentKind.ORGANISATION).ref
    held = org.casemanager.keys_of(hotline)
    before = org.keys("casemanager")
    client.post("/account/keys/new/")
    body = {"password": PASSWORD}
    assert client.post("/account/keys/take-up/", body).status_code == 422
    worker = org.worker("casemanager")
    number = check_number_of(worker)
    assert number in client.get("/account/").content.decode()
    certify_worker(
        org.manager, ref=worker.ref, number=number, roles=(Role.CASE_MANAGER,)
    )
    assert org.casemanager.keys_of(hotline) == held
    wrong = client.post("/account/keys/take-up/", {"password": "not the password"})
    assert wrong.status_code == 422
    answer = client.post("/account/keys/take-up/", body)
    assert answer["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    worker.refresh_from_db()
    assert bytes(worker.box_public) != before.box.public
    assert Entry.objects.filter(event=Event.WORKER_KEYS_RENEWED).count() == 1
