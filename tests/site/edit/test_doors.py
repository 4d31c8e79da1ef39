"""Each door that would give a session without the second factor is shut.

The whole table of addresses is walked, as everybody who might come by.
"""

from importlib import import_module

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, URLPattern, reverse
from tests.architecture.test_routes import routes
from tests.factories.authenticator import code_now
from tests.factories.editors import PASSWORD, at_the_second_step, editor, signed_in

from romdoul.site.content.places import page_at
from romdoul.site.editing.gate import SESSION_FIELD
from romdoul.site.editing.urls import SHUT
from romdoul.site.editors.accounts import end_editor
from romdoul.site.editors.backends import ProvedBackend
from romdoul.site.editors.models import Editor, EditorSession

pytestmark = pytest.mark.django_db

OPEN_DOORS = {
    "sign-in/",
    "sign-in/code/",
    "sign-in/invitation/",
    "sign-in/second-factor/",
    "sign-out/",
    "logout/",
}
UNBUILT = (
    "account_signup",
    "account_reset_password",
    "account_reset_password_from_key",
    "account_set_password",
    "account_change_password",
    "account_email",
    "account_confirm_email",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_login_webauthn",
    "mfa_signup_webauthn",
    "mfa_trust",
    "mfa_view_recovery_codes",
    "socialaccount_connections",
    "admin:index",
    "login",
    "password_reset",
)
PLACES = {
    "app_label": "wagtailimages",
    "model_name": "image",
    "content_type_app_name": "pages",
    "content_type_model_name": "articlepage",
    "app_name": "taggit",
    "action": "delete",
    "action_name": "approve",
    "filter_spec": "original",
    "mode": "",
    "uidb64": "MQ",
    "token": "a-b",
    "object_id": "1",
    "pk": "1",
    "session": "a",
}


def address_of(pattern: str, page: int) -> str:
    """Return an address that this pattern answers, of a page where it asks for one."""
    out, rest = "", pattern.replace("^", "").replace("$", "").replace(r"\.", ".")
    for regular, plain in (
        (r"(\d+)", "1"),
        (r"(live|earliest|\d+)", "live"),
        (r"((?:[\w\-]+/)*)", "about/"),
    ):
        rest = rest.replace(regular, plain)
    rest = rest.replace(r"(live|latest|\d+)", "latest").replace(".*", "anything")
    while "<" in rest:
        before, _, rest = rest.partition("<")
        asked, _, rest = rest.partition(">")
        kind, _, name = asked.rpartition(":")
        number = str(page) if "page" in name else "1"
        out += before + (number if kind == "int" else PLACES.get(name, "1"))
    return f"/{out}{rest}"


@pytest.fixture
def behind(db: None) -> list[str]:
    """Return an address of every route of the editing that is no open door."""
    del db
    patterns: list[URLPattern] = import_module("romdoul.config.urls.edit").urlpatterns
    page = page_at("about", "en")
    assert page is not None
    table = [route for route, _view in routes(patterns) if route not in OPEN_DOORS]
    return sorted({address_of(route, page.pk) for route in table})


def test_the_table_is_as_long_as_it_was_when_it_was_looked_at(
    behind: list[str],
) -> None:
    assert len(behind) > 180
    assert not [address for address in behind if set("<>()\\") & set(address)]


def walk(client: Client, addresses: list[str]) -> set[str]:
    """Ask for each address both ways; return those that let anybody in."""
    entered = set()
    for address in addresses:
        for ask in (client.get, client.post):
            answer = ask(address)
            led = answer.status_code == 302 and answer["Location"].startswith(
                "/sign-in/"
            )
            if not led:
                entered.add(f"{address} {answer.status_code}")
    return entered


def test_nobody_enters_anywhere(behind: list[str]) -> None:
    assert walk(Client(), behind) == set()


def test_whoever_gave_a_password_alone_enters_nowhere(
    writer: Editor, behind: list[str]
) -> None:
    assert walk(at_the_second_step(writer), behind) == set()


def test_whoever_sets_up_the_second_factor_enters_nowhere_yet(
    behind: list[str],
) -> None:
    fresh, client = editor("fresh-1"), Client()
    sent = {"login": fresh.username, "password": PASSWORD}
    answer = client.post("/sign-in/", sent)
    assert answer["Location"] == "/sign-in/second-factor/"
    assert walk(client, behind) == set()
    assert EditorSession.objects.get().stage == "pending"


def test_somebody_whose_account_ended_enters_nowhere(
    writer: Editor, behind: list[str]
) -> None:
    client = signed_in(writer)
    end_editor("operator", username=writer.username)
    assert walk(client, behind) == set()
    answer = client.post("/sign-in/", {"login": writer.username, "password": PASSWORD})
    assert answer.status_code == 422


def test_a_deactivated_account_enters_nowhere(writer: Editor) -> None:
    client = signed_in(writer)
    Editor.objects.filter(pk=writer.pk).update(is_active=False)
    assert walk(client, ["/", "/pages/", "/account/", "/api/main/pages/"]) == set()


# wagtail-localize's own report, of which nobody promises an order.
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize("who", ["writer", "reviewer"])
def test_no_role_breaks_an_address_or_passes_a_shut_door(
    who: str, behind: list[str], request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(who))
    for address in behind:
        status = client.get(address).status_code
        assert status < 500, address
        if address.startswith(tuple(f"/{door}" for door in SHUT)):
            assert status == 404, address
            assert client.post(address).status_code == 404, address


@pytest.mark.parametrize("name", UNBUILT)
def test_the_library_s_other_doors_are_not_built(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_names_that_wagtail_uses_lead_to_our_own() -> None:
    assert reverse("wagtailadmin_account") == "/account/"
    assert reverse("wagtailadmin_logout") == "/logout/"
    assert reverse("wagtailadmin_login") == "/login/"
    assert Client().get("/login/")["Location"].startswith("/sign-in/")


def test_a_script_that_nobody_sent_is_told_and_not_led(writer: Editor) -> None:
    for headers in (
        {"x-requested-with": "XMLHttpRequest"},
        {"accept": "application/json"},
    ):
        for client in (Client(), at_the_second_step(writer)):
            answer = client.get("/api/main/pages/", headers=headers)
            assert answer.status_code == 403
            assert answer.json() == {"error": "signed_out"}


def test_django_finds_nobody_by_name_and_password(writer: Editor) -> None:
    name = writer.username
    assert authenticate(None, username=name, password=PASSWORD) is None
    assert authenticate(None, login=name, password=PASSWORD) is None
    assert authenticate(None, begun=name) is None
    assert ProvedBackend().authenticate(None, name, PASSWORD) is None


def test_djangos_own_login_signs_nobody_in(reviewer: Editor) -> None:
    client = Client()
    client.force_login(reviewer)
    assert client.get("/pages/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_session_written_by_hand_signs_nobody_in(
    writer: Editor, reviewer: Editor
) -> None:
    client = signed_in(writer)
    session = client.session
    session["_auth_user_id"] = str(reviewer.pk)
    session["_auth_user_hash"] = reviewer.get_session_auth_hash()
    session.save()
    assert client.get("/pages/").status_code == 302


def test_the_library_s_login_without_a_password_begins_again(writer: Editor) -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.user = writer
    with pytest.raises(ImmediateHttpResponse):
        get_adapter().login(request, writer)
    assert not EditorSession.objects.exists()


def test_a_password_of_somebody_else_starts_nothing(
    writer: Editor, reviewer: Editor
) -> None:
    client = at_the_second_step(writer)
    request = RequestFactory().get("/")
    request.session = client.session
    with pytest.raises(ImmediateHttpResponse):
        get_adapter().login(request, reviewer)
    assert EditorSession.objects.get().stage == "pending"


def test_a_code_alone_signs_nobody_in() -> None:
    client = Client()
    for body in ({"code": code_now()}, {"credential": "{}"}):
        answer = client.post("/sign-in/code/", body)
        assert answer["Location"] == "/sign-in/"
    assert not EditorSession.objects.exists()


def test_nobody_removes_another_s_factor_or_their_own_last(
    writer: Editor, reviewer: Editor
) -> None:
    client = signed_in(writer)
    mine = Authenticator.objects.get(user=writer)
    assert client.post(f"/account/second-factor/{mine.pk}/remove/").status_code == 422
    signed_in(reviewer)
    theirs = Authenticator.objects.get(user=reviewer)
    assert client.post(f"/account/second-factor/{theirs.pk}/remove/").status_code == 404
    assert Authenticator.objects.count() == 2


def test_another_s_session_id_is_of_no_use_elsewhere(writer: Editor) -> None:
    signed_in(writer)
    thief = Client()
    session = thief.session
    session[SESSION_FIELD] = EditorSession.objects.get().pk
    session.save()
    assert thief.get("/pages/").status_code == 302


def test_a_form_from_elsewhere_is_refused(writer: Editor) -> None:
    inside = signed_in(writer)
    client = Client(enforce_csrf_checks=True)
    client.cookies = inside.cookies
    assert client.post("/account/language/", {"language": "km"}).status_code == 403
    writer.refresh_from_db()
    assert writer.language == "en"


def test_nobody_signs_up_and_no_mail_goes_out(mailoutbox: list[object]) -> None:
    assert get_adapter().is_open_for_signup(RequestFactory().get("/")) is False
    get_adapter().send_mail("account/email/x", "a@example.org", {})
    assert mailoutbox == []
