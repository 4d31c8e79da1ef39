"""After leaving in a hurry, going back shows nothing of ours; coming anew does."""

import pytest
from django.test import Client
from tests.factories.flow import FORM, begin
from tests.factories.published import Published

from romdoul.intake import left
from romdoul.site.models import SiteSetting
from romdoul.site.values import forget

NEUTRAL = "https://weather.example/"


@pytest.fixture(autouse=True)
def neutral(db: None) -> None:
    SiteSetting.objects.create(key="exit.address", value=NEUTRAL)
    forget()


@pytest.mark.parametrize("page", ["/en/", "/km/", "/km/box/", FORM, "/en/nothing/"])
def test_every_page_leads_to_the_neutral_address(phone: Client, page: str) -> None:
    phone.get("/leave/?mark")
    answer = phone.get(page)
    assert (answer.status_code, answer["Location"]) == (303, NEUTRAL)
    assert answer["Cache-Control"] == "no-store"
    assert answer.content == b""


def test_our_first_address_brings_the_pages_back(phone: Client) -> None:
    phone.get("/leave/?mark")
    assert phone.get("/")["Location"] in {"/en/", "/km/"}
    assert phone.get("/en/").status_code == 200


def test_the_mark_lasts_five_minutes_and_says_nothing_else(phone: Client) -> None:
    morsel = phone.get("/leave/?mark").cookies[left.LEFT]
    assert (morsel.value, morsel["max-age"]) == ("1", 300)
    assert (morsel["httponly"], morsel["samesite"]) == (True, "Lax")


def test_nothing_is_marked_before(phone: Client) -> None:
    assert phone.get("/en/").status_code == 200
    assert not phone.cookies


def test_what_another_window_sends_still_arrives(
    phone: Client, hotline: Published
) -> None:
    begin(phone)
    phone.get("/leave/?mark")
    assert phone.post("/en/tell/")["Location"] == FORM
