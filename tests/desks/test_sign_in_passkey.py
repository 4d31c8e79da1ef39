"""A passkey as the second step, beside the password and never instead of it."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from tests.desks.staff_browser import at_the_second_step, signed_in
from tests.factories.organisation import organisation
from tests.factories.soft_passkey import SoftPasskey, options_on

from romdoul.staff.models import DeskSession

pytestmark = pytest.mark.django_db
HOST = "localhost"


def with_passkey(username: str) -> SoftPasskey:
    client = signed_in(username)
    client.defaults["SERVER_NAME"] = HOST
    page = client.get("/account/second-factor/passkey/").content.decode()
    passkey = SoftPasskey(HOST)
    credential = passkey.create(options_on(page, "creation_options"))
    answer = client.post("/account/second-factor/passkey/", {"credential": credential})
    assert answer.status_code in {200, 302}, answer.content.decode()
    return passkey


def asked(client: Client) -> dict:
    client.defaults["SERVER_NAME"] = HOST
    page = client.get("/sign-in/code/").content.decode()
    return options_on(page, "request_options")


def test_password_and_passkey_sign_in():
    organisation()
    passkey = with_passkey("counsellor")
    client = at_the_second_step("counsellor")
    credential = passkey.get(asked(client))
    answer = client.post("/sign-in/code/", {"credential": credential})
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_a_passkey_without_the_password_signs_nobody_in():
    organisation()
    passkey = with_passkey("counsellor")
    first = at_the_second_step("counsellor")
    credential = passkey.get(asked(first))
    stranger = Client(SERVER_NAME=HOST)
    answer = stranger.post("/sign-in/code/", {"credential": credential})
    assert answer["Location"] == "/sign-in/"
    assert stranger.get("/account/").status_code == 302


def test_another_passkey_is_refused():
    organisation()
    with_passkey("counsellor")
    client = at_the_second_step("counsellor")
    other = SoftPasskey(HOST)
    answer = client.post("/sign-in/code/", {"credential": other.get(asked(client))})
    assert answer.status_code == 422
    assert not DeskSession.objects.filter(pk=client.session["desk"], stage="active")


def test_an_answer_is_good_for_its_own_challenge():
    organisation()
    passkey = with_passkey("counsellor")
    client = at_the_second_step("counsellor")
    old = passkey.get(asked(client))
    asked(client)
    assert client.post("/sign-in/code/", {"credential": old}).status_code == 422


def test_a_passkey_has_a_number_and_no_name():
    organisation()
    with_passkey("counsellor")
    row = Authenticator.objects.get(type="webauthn")
    assert row.data["name"] == "1"


def test_a_passkey_lets_the_app_be_removed_and_stays_itself():
    organisation()
    with_passkey("counsellor")
    app = Authenticator.objects.get(type="totp")
    key = Authenticator.objects.get(type="webauthn")
    cache.clear()
    browser = signed_in("counsellor")
    assert browser.post(f"/account/second-factor/{app.pk}/remove/").status_code == 302
    assert browser.post(f"/account/second-factor/{key.pk}/remove/").status_code == 422
