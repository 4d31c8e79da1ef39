"""A draft can be looked at as it will be, by those who are signed in alone."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from tests.factories.articles import NEWS
from tests.factories.editing import form, written
from tests.factories.editors import signed_in
from wagtail.models import Page

from romdoul.site.content.places import page_at
from romdoul.site.editors.models import Editor
from romdoul.site.pages.models import CoursePage
from romdoul.site.pages.models.base import SitePage

pytestmark = pytest.mark.django_db
KINDS = [
    m for m in apps.get_app_config("pages").get_models() if issubclass(m, SitePage)
]
FRAMED = re.compile("frame-ancestors 'self'")


@pytest.fixture
def writing(writer: Editor) -> Client:
    return signed_in(writer)


def draft(kind: type[SitePage], language: str) -> SitePage:
    """Make a page of a kind below one of its language, with what it must have."""
    above = page_at("about", language)
    assert above is not None
    needed = {
        field.name: "2026-11-20"
        for field in kind._meta.concrete_fields
        if field.get_internal_type() == "DateField" and not field.null
    }
    if kind.__name__ == "LessonPage":
        above = draft(CoursePage, language)
    made = kind(title=f"Draft in {language}", live=False, locale=above.locale, **needed)
    above.add_child(instance=made)
    made.save_revision()
    return made


@pytest.mark.parametrize("language", ["km", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_draft_is_shown_in_its_own_language_and_look(
    writing: Client, kind: type[SitePage], language: str
) -> None:
    page = draft(kind, language)
    answer = writing.get(f"/pages/{page.pk}/view_draft/")
    assert answer.status_code == 200
    assert_is_preview(answer, f"Draft in {language}", language)


def assert_is_preview(answer: Any, title: str, language: str) -> None:
    text = answer.content.decode()
    assert title in text
    assert f'<html lang="{language}"' in text
    assert "/static/site/site.css" in text
    # What a visitor chooses about cookies is not asked.
    assert f"/{language}/cookies/" in text
    assert f'action="/{language}/cookies/"' not in text
    assert answer["Cache-Control"] == "no-store"


def test_a_preview_stands_within_the_admin_and_nothing_else_does(
    writing: Client,
) -> None:
    page = written(writing)
    within = typed(writing, page)
    assert FRAMED.search(within["Content-Security-Policy"])
    assert within["X-Frame-Options"] == "SAMEORIGIN"
    for place in ("/", f"/pages/{page.pk}/edit/", f"/pages/{page.pk}/view_draft/"):
        answer = writing.get(place)
        assert not FRAMED.search(answer["Content-Security-Policy"]), place
        assert answer["X-Frame-Options"] == "DENY"


def test_what_is_being_typed_is_previewed_before_it_is_saved(writing: Client) -> None:
    page = written(writing)
    for place in ("", "?in_preview_panel=true"):
        assert_is_preview(typed(writing, page, place), "Typed just now", "en")
    page.refresh_from_db()
    assert page.title != "Typed just now"


def test_an_article_is_previewed_before_it_is_first_saved(writing: Client) -> None:
    index = page_at(NEWS, "en")
    assert index is not None
    address = f"/pages/add/pages/articlepage/{index.pk}/preview/"
    assert writing.post(address, form("Not yet saved")).json()["is_valid"]
    assert_is_preview(writing.get(address), "Not yet saved", "en")
    assert not Page.objects.filter(title="Not yet saved").exists()


def test_what_looks_for_barriers_is_in_the_panel_alone(writing: Client) -> None:
    page = written(writing)
    assert "userbar" not in typed(writing, page).content.decode()
    assert (
        "userbar.js" in typed(writing, page, "?in_preview_panel=true").content.decode()
    )


def typed(client: Client, page: Page, place: str = "") -> Any:
    """Type another title, without saving it; return the preview."""
    address = f"/pages/{page.pk}/edit/preview/"
    answer = client.post(address, form("Typed just now"))
    assert answer.json() == {"is_valid": True, "is_available": True}
    return client.get(address + place)


@pytest.mark.parametrize("language", ["km", "en"])
def test_the_links_of_a_preview_lead_to_the_website(
    writing: Client, language: str, settings: Any
) -> None:
    settings.ROMDOUL_WEBSITE = "https://website.example"
    page = page_at("about/mission", language)
    assert page is not None
    assert page.url == f"/{language}/about/mission/"
    preview = writing.get(f"/pages/{page.pk}/view_draft/").content.decode()
    assert f'href="/{language}/about/"' in preview
    assert 'href="None"' not in preview
    out = f"https://website.example/{language}/about/mission/"
    assert writing.get(page.url)["Location"] == out
    assert Client().get(page.url)["Location"].startswith("/sign-in/")


def test_nobody_sees_a_draft_without_having_signed_in(writing: Client) -> None:
    page = written(writing)
    for place in (
        "edit/preview/",
        "view_draft/",
        "edit/preview/?in_preview_panel=true",
    ):
        answer = Client().get(f"/pages/{page.pk}/{place}")
        assert answer["Location"].startswith("/sign-in/"), place


def test_another_editor_does_not_see_what_is_only_typed(
    writing: Client, reviewer: Editor
) -> None:
    page = written(writing)
    typed(writing, page)
    shown = signed_in(reviewer).get(f"/pages/{page.pk}/edit/preview/")
    assert "Typed just now" not in shown.content.decode()


@pytest.mark.parametrize("who", ["writer", "reviewer"])
def test_no_page_gets_a_password_or_readers_of_its_own(
    who: str, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(who))
    page = page_at("about/mission", "en")
    assert page is not None
    assert client.get(f"/pages/{page.pk}/privacy/").status_code == 404
    kept = {"restriction_type": "password", "password": "four quiet boats"}
    assert client.post(f"/pages/{page.pk}/privacy/", kept).status_code == 404
    assert not page.get_view_restrictions().exists()
    assert (
        "Change privacy" not in client.get(f"/pages/{page.pk}/edit/").content.decode()
    )
    assert Page.objects.public().count() == Page.objects.count()
