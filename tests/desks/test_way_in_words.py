"""The way in speaks the reader's language, and a desk offers what it can give."""

import pytest
from django.test import Client
from tests.desks.seated import Seats
from tests.desks.staff_browser import at_the_second_step, signed_in
from tests.factories.authenticator import code_now
from tests.factories.organisation import Organisation, organisation

from romdoul.staff.models import Worker

pytestmark = pytest.mark.django_db
KHMER_BROWSER = {"accept-language": "km"}
DOORS = ("/sign-in/", "/sign-in/invitation/", "/sign-in/recovery/")


@pytest.mark.parametrize("door", DOORS)
def test_before_signing_in_another_language_can_be_chosen_and_stays(door: str) -> None:
    client = Client(headers=KHMER_BROWSER)
    shown = client.get(f"{door}?next=/cases/")
    assert shown["Content-Language"] == "km"
    assert 'href="?next=%2Fcases%2F&amp;lang=en"' in shown.content.decode()
    english = client.get(f"{door}?next=/cases/&lang=en")
    page = english.content.decode()
    assert english["Content-Language"] == "en"
    assert f'action="{door}?next=/cases/&amp;lang=en"' in page
    wrong = client.post(f"{door}?lang=en", {})
    assert (wrong.status_code, wrong["Content-Language"]) == (422, "en")


def test_from_the_password_on_the_language_is_the_workers_own() -> None:
    organisation()
    Worker.objects.filter(username="counsellor").update(language="en")
    client = at_the_second_step("counsellor")
    asked = client.get("/sign-in/code/", headers=KHMER_BROWSER)
    assert asked["Content-Language"] == "en"
    client.post("/sign-in/code/", {"code": code_now()})
    client.post("/lock/")
    locked = client.get("/account/", headers=KHMER_BROWSER)
    assert (locked.status_code, locked["Content-Language"]) == (423, "en")


def test_a_browser_whose_desk_is_over_is_asked_in_its_own_language() -> None:
    organisation()
    client = signed_in("counsellor")
    client.post("/sign-out/")
    assert client.get("/sign-in/", headers=KHMER_BROWSER)["Content-Language"] == "km"


def test_each_line_above_a_form_says_which_field_it_means() -> None:
    page = Client().post("/sign-in/?lang=en", {}).content.decode()
    assert ">Fill in: Code name</a>" in page
    assert ">Fill in: Password</a>" in page


@pytest.mark.parametrize(
    ("username", "offered"),
    [("casemanager", True), ("focal", True), ("analyst", False)],
)
def test_a_search_is_offered_to_those_who_may_search(
    org: Organisation, seat: Seats, username: str, *, offered: bool
) -> None:
    client = seat(username)
    page = client.get("/account/").content.decode()
    assert ('action="/search/"' in page) is offered
    assert (client.get("/search/").status_code == 200) is offered
