"""A page that moved is found at its old address, in either language."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from tests.site.admin import chief, editing_process, public_process
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from romdoul.site.changing import change_settings
from romdoul.site.content.places import page_at
from romdoul.site.pages.kept import pages

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["km", "en"])


@pytest.fixture
def editor() -> Iterator[Client]:
    with editing_process():
        yield chief()


def rename(editor: Client, page: Page, slug: str) -> None:
    """Publish a page at another address, as an editor does."""
    told = {
        "title": page.title,
        "slug": slug,
        "body": streamfield([("text", rich_text("<p>Words</p>"))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        "action-publish": "1",
    }
    with editing_process(), TestCase.captureOnCommitCallbacks(execute=True):
        answer = editor.post(f"/pages/{page.pk}/edit/", nested_form_data(told))
    assert answer.status_code == 302, answer.content.decode()


def leads(path: str, to: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer.headers.get("Location")) == (301, to)


@LANGUAGES
def test_a_new_address_is_led_to_from_the_old_one(language: str) -> None:
    with editing_process():
        editor = chief()
    rename(editor, page_at("about/team", language), "people")
    assert Client().get(f"/{language}/about/people/").status_code == 200
    leads(f"/{language}/about/team/", f"/{language}/about/people/")


def test_the_pages_below_are_led_to_as_well() -> None:
    with editing_process():
        editor = chief()
    rename(editor, page_at("about", "en"), "who-we-are")
    leads("/en/about/team/", "/en/who-we-are/team/")
    assert Client().get("/km/about/team/").status_code == 200


@LANGUAGES
def test_a_page_that_was_put_elsewhere_is_led_to(language: str) -> None:
    with editing_process():
        editor = chief()
        page, place = page_at("about/team", language), page_at("act", language)
        url = f"/pages/{page.pk}/move/{place.pk}/confirm/"
        assert editor.post(url).status_code == 302
    leads(f"/{language}/about/team/", f"/{language}/act/team/")


def test_what_an_editor_wrote_by_hand_is_honoured(editor: Client) -> None:
    page = page_at("about", "en")
    told = {"old_path": "/en/old-leaflet/", "redirect_page": page.pk}
    answer = editor.post("/redirects/add/", told | {"is_permanent": "on"})
    assert answer.status_code == 302, answer.content.decode()
    shown = editor.get("/redirects/").content.decode()
    assert "/en/old-leaflet" in shown
    with public_process():
        leads("/en/old-leaflet/", "/en/about/")


def test_what_leads_nowhere_is_not_kept(editor: Client) -> None:
    answer = editor.post("/redirects/add/", {"old_path": "/en/old-leaflet/"})
    assert "Choose the page that it is to lead to." in answer.content.decode()
    assert "/en/old-leaflet/" in answer.content.decode(), "what was typed stays"
    assert not Redirect.objects.exists()


def test_nobody_is_led_to_a_page_that_is_not_out() -> None:
    page = page_at("about/team", "en").specific
    Redirect.add_redirect("/en/old/", page)
    leads("/en/old/", "/en/about/team/")
    page.unpublish()
    assert Client().get("/en/old/").status_code == 404


def test_a_page_that_stands_costs_no_question_more() -> None:
    def asked() -> int:
        pages.forget()
        with CaptureQueriesContext(connection) as queries:
            assert Client().get("/en/about/").status_code == 200
        return len([q for q in queries if "redirect" in q["sql"]]) * 1000 + len(queries)

    Client().get("/en/about/")
    before = asked()
    assert before < 1000
    Redirect.add_redirect("/en/old/", page_at("about", "en"))
    assert asked() == before


def test_view_live_leads_to_the_website(editor: Client) -> None:
    page = page_at("about", "en")
    shown = editor.get(f"/pages/{page.pk}/edit/").content.decode()
    assert 'href="/en/about/"' in shown
    answer = editor.get("/en/about/", headers={"host": "127.0.0.1:8002"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/en/about/")


AWAY = pytest.mark.parametrize(
    "link", ["https://else.example/", "//else.example/", "/\\else.example/"]
)


@AWAY
def test_no_old_address_leads_to_another_website(link: str) -> None:
    Redirect.objects.create(old_path="/en/old", redirect_link=link)
    with public_process():
        assert Client().get("/en/old/").status_code == 404


@AWAY
def test_the_form_says_that_a_redirect_stays_here(editor: Client, link: str) -> None:
    change_settings("operator", changes={"site.address": "https://ours.example"})
    ours = "https://ours.example/en/form/"
    told = {"old_path": "/en/old", "site": "", "is_permanent": "on"}
    with editing_process():
        refused = editor.post("/redirects/add/", told | {"redirect_link": link})
        assert refused.status_code == 200
        assert not Redirect.objects.exists()
        editor.post("/redirects/add/", told | {"redirect_link": ours})
    with public_process():
        assert Client().get("/en/old/")["Location"] == ours


def test_the_reason_is_said(editor: Client) -> None:
    told = {"old_path": "/en/old", "redirect_link": "https://else.example/"}
    with editing_process():
        refused = editor.post("/redirects/add/", told)
    assert "A redirect stays on this website" in refused.content.decode()
