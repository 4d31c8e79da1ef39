"""A page that is not in a language says so there, and offers where it is."""

import pytest
from django.test import Client

from romdoul.site.content.loading import page_at

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_translated_says_so_and_offers_the_other() -> None:
    page_at("about/team", "en").delete()
    answer = Client().get("/en/about/team/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert '<html lang="en"' in page
    assert "This page is not translated yet" in page
    assert page.count('href="/km/about/team/"') == 2


def test_a_draft_counts_as_not_translated_whatever_its_address() -> None:
    draft = page_at("about/team", "km")
    draft.slug, draft.live = "krom", False
    draft.save()
    answer = Client().get("/km/about/krom/")
    assert answer.status_code == 404
    assert 'href="/en/about/team/"' in answer.content.decode()


def test_what_is_in_no_language_is_not_found() -> None:
    for language in ("km", "en"):
        page_at("about/team", language).specific.unpublish()
    answer = Client().get("/en/about/team/")
    assert answer.status_code == 404
    assert "/km/about/team/" not in answer.content.decode().partition("<main")[2]


def test_a_quiet_page_keeps_its_silence() -> None:
    page_at("act/help", "en").delete()
    assert "<title>Romdoul</title>" in Client().get("/en/act/help/").content.decode()


def test_a_page_of_an_error_has_the_menu_of_the_website() -> None:
    page = Client().get("/en/nothing-here/").content.decode()
    assert "There is no such page" in page
    assert 'href="/en/about/"' in page
