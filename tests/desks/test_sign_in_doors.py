"""Each door that would give a session without a ring, or orphan one, is shut."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from tests.desks.staff_browser import at_the_second_step, signed_in
from tests.factories.authenticator import code_now
from tests.factories.organisation import PASSWORD, organisation

from romdoul.staff.backends import KeyRingBackend
from romdoul.staff.models import DeskSession, Worker

pytestmark = pytest.mark.django_db

UNBUILT = (
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_change_password",
    "account_email",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reauthenticate",
    "account_inactive",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_login_webauthn",
    "mfa_signup_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_trust",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "socialaccount_connections",
    "admin:index",
    "login",
    "password_reset",
)
ADDRESSES = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/set/",
    "/accounts/email/",
    "/accounts/login/code/",
    "/accounts/2fa/webauthn/login/",
    "/accounts/reauthenticate/",
    "/accounts/social/connections/",
    "/admin/",
    "/admin/login/",
    "/signup/",
    "/_allauth/browser/v1/auth/login",
)


@pytest.mark.parametrize("name", UNBUILT)
def test_the_library_s_other_doors_are_not_built(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_answers_at_their_usual_addresses(address):
    organisation()
    assert Client().get(address).status_code == 404
    answer = signed_in("counsellor").post(address, {"login": "counsellor"})
    assert answer.status_code == 404


def test_django_finds_nobody_by_name_and_password():
    organisation()
    assert authenticate(None, username="counsellor", password=PASSWORD) is None
    assert authenticate(None, login="counsellor", password=PASSWORD) is None
    assert authenticate(None, begun="counsellor") is None
    assert KeyRingBackend().authenticate(None, username="counsellor") is None


def test_django_s_login_without_a_ring_signs_nobody_in():
    organisation()
    client = Client()
    client.force_login(Worker.objects.get(username="manager"))
    answer = client.get("/account/")
    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_session_written_by_hand_signs_nobody_in():
    org = organisation()
    worker = org.worker("manager")
    client = signed_in("counsellor")
    session = client.session
    session["_auth_user_id"] = str(worker.pk)
    session["_auth_user_hash"] = worker.get_session_auth_hash()
    session.save()
    assert client.get("/account/").status_code == 302


def test_the_library_s_login_without_a_ring_begins_again():
    org = organisation()
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.user = org.worker("manager")
    worker = org.worker("manager")
    with pytest.raises(ImmediateHttpResponse):
        get_adapter().login(request, worker)
    assert not DeskSession.objects.exists()


def test_a_ring_that_was_opened_for_somebody_else_starts_nothing():
    org = organisation()
    client = at_the_second_step("counsellor")
    pending = DeskSession.objects.get()
    request = RequestFactory().get("/")
    request.session = client.session
    with pytest.raises(ImmediateHttpResponse):
        get_adapter().login(request, org.worker("manager"))
    pending.refresh_from_db()
    assert pending.stage == "pending"


def test_nobody_passes_by_the_second_step_without_a_factor():
    organisation()
    client = Client()
    answer = client.post("/sign-in/", {"login": "counsellor", "password": PASSWORD})
    assert answer["Location"] == "/sign-in/second-factor/"
    for address in ("/account/", "/sign-in/code/", "/staff/"):
        assert client.get(address).status_code == 302
    assert DeskSession.objects.get().stage == "pending"


def test_a_passkey_or_a_code_alone_signs_nobody_in():
    organisation()
    client = Client()
    for body in ({"code": code_now()}, {"credential": "{}"}):
        answer = client.post("/sign-in/code/", body)
        assert answer["Location"] == "/sign-in/"
    assert not DeskSession.objects.exists()


def test_the_last_second_factor_stays():
    organisation()
    client = signed_in("counsellor")
    factor = Authenticator.objects.get()
    answer = client.post(f"/account/second-factor/{factor.pk}/remove/")
    assert answer.status_code == 422
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_nobody_removes_another_s_factor():
    organisation()
    signed_in("counsellor")
    theirs = Authenticator.objects.get(user__username="counsellor")
    client = signed_in("manager")
    answer = client.post(f"/account/second-factor/{theirs.pk}/remove/")
    assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_a_password_cannot_be_set_or_checked_by_the_library():
    org = organisation()
    worker = org.worker("counsellor")
    ring = bytes(worker.keyring)
    for act in (
        lambda: worker.set_password("another one altogether"),
        lambda: get_adapter().set_password(worker, "another one altogether"),
    ):
        with pytest.raises(TypeError):
            act()
    assert not worker.check_password(PASSWORD)
    assert get_adapter().reauthenticate(worker, PASSWORD) is False
    assert bytes(org.worker("counsellor").keyring) == ring
    assert "password" not in {f.name for f in get_user_model()._meta.get_fields()}


def test_nobody_signs_up_and_no_mail_goes_out(mailoutbox):
    assert get_adapter().is_open_for_signup(RequestFactory().get("/")) is False
    get_adapter().send_mail("account/email/x", "a@example.org", {})
    assert mailoutbox == []
    assert not EmailAddress.objects.exists()


def test_a_second_sign_in_in_one_browser_leaves_no_second_person():
    organisation()
    client = signed_in("counsellor")
    client.post("/sign-out/")
    answer = client.post("/sign-in/", {"login": "manager", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 302


def test_another_s_session_id_without_the_key_opens_nothing():
    organisation()
    victim = signed_in("manager")
    thief = Client()
    thief.cookies["desk_session"] = victim.cookies["desk_session"].value
    assert thief.get("/account/").status_code == 302
    assert victim.get("/account/").status_code == 200
