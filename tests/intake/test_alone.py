"""The form runs as a process of its own, with no website around it."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from tests.conftest import process_settings
from tests.factories.flow import tell
from tests.factories.published import Published

from romdoul.inbox.models import Envelope
from romdoul.intake import settings_source


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ROMDOUL_NUMBER_POLICE", "000 444")
    settings_source.read_from(settings_source.from_environment)
    with override_settings(**process_settings("intake")):
        yield


def test_its_first_page_has_the_numbers_and_the_ways(phone: Client) -> None:
    page = phone.get("/en/").content.decode()
    assert "000 444" in page
    assert "Ask for help" in page


def test_a_report_is_taken_without_a_website(phone: Client, hotline: Published) -> None:
    assert tell(phone, text="One sentence.").status_code == 303
    assert Envelope.objects.count() == 1


def test_the_websites_pages_are_not_there(phone: Client) -> None:
    assert phone.get("/en/phone/").status_code == 404
