"""What is published or withdrawn is seen within seconds, whatever was kept."""

import pytest
from django.test import Client

from romdoul.site.content.places import page_at
from romdoul.site.pages import editions

pytestmark = pytest.mark.django_db


def test_publishing_begins_the_next_edition() -> None:
    before = editions.current()
    page_at("about/mission", "en").specific.save_revision().publish()
    assert editions.current() > before


def test_what_is_withdrawn_is_gone_from_the_page_and_the_menu() -> None:
    assert "Recognitions" in Client().get("/en/about/mission/").content.decode()
    page_at("about/recognitions", "en").specific.unpublish()
    assert "Recognitions" not in Client().get("/en/about/mission/").content.decode()
    assert Client().get("/en/about/recognitions/").status_code == 404


def test_an_edition_that_nothing_changed_stays() -> None:
    before = editions.current()
    Client().get("/en/")
    editions.forget()
    assert editions.current() == before
