"""The first page, and the neutral page about what a phone remembers."""

from datetime import date

import pytest
from django.test import Client
from tests.factories.articles import article

from romdoul.intake import settings_source
from romdoul.site import values
from romdoul.site.models import SiteSetting

pytestmark = pytest.mark.django_db


def test_the_first_address_leads_to_the_browsers_language() -> None:
    for spoken, page in (
        ("en-GB", "/en/"),
        ("km", "/km/"),
        ("fr", "/km/"),
        ("", "/km/"),
    ):
        sent = Client(headers={"accept-language": spoken}).get("/")
        assert (sent.status_code, sent["Location"]) == (303, page)


def test_numbers_stand_in_their_order_the_police_first() -> None:
    SiteSetting.objects.create(key="number.hotline", value="000 111")
    SiteSetting.objects.create(key="number.police", value="000 222")
    values.forget()
    page = Client().get("/en/").content.decode()
    assert page.index("000 222") < page.index("000 111")
    _, text = page.split("<main")
    assert text.index("000 222") < text.index("Tell us")


def test_a_number_that_is_not_set_is_not_invented() -> None:
    page = Client().get("/en/").content.decode()
    assert "tel:" not in page
    assert "Call the police first" in page


def test_the_organisation_names_itself_in_each_language() -> None:
    SiteSetting.objects.create(key="organisation.km", value="ដើមរំដួល")
    SiteSetting.objects.create(key="organisation.en", value="The flower")
    values.forget()
    assert "The flower" in Client().get("/en/").content.decode()
    assert "ដើមរំដួល" in Client().get("/km/").content.decode()


def test_the_three_ways_to_us_are_on_the_first_page() -> None:
    page = Client().get("/en/").content.decode()
    for way in ("Tell us", "Ask for help", "Read an answer"):
        assert way in page


def test_the_latest_news_are_of_the_news_and_no_insights() -> None:
    article("A workshop", date(2026, 1, 1))
    article("What we think", date(2026, 2, 2), place="explore/media/insights")
    page = Client().get("/en/").content.decode()
    assert "A workshop" in page
    assert "What we think" not in page
    assert 'href="/en/explore/media/news/"' in page.partition("Latest news")[2]


def test_the_page_about_history_is_at_an_address_that_says_nothing() -> None:
    shown = Client().get("/en/phone/")
    assert shown.status_code == 200
    assert "What a phone remembers" in shown.content.decode()


def test_settings_are_read_anew_after_a_change() -> None:
    assert "number.police" not in values.current()
    SiteSetting.objects.create(key="number.police", value="000 222")
    values.forget()
    assert values.current()["number.police"] == "000 222"


def test_a_form_that_runs_alone_reads_its_numbers_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ROMDOUL_NUMBER_POLICE", "000 333")
    settings_source.read_from(settings_source.from_environment)
    assert [one.number for one in settings_source.numbers()] == ["000 333"]
