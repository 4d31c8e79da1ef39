"""A page is translated side by side, and an editor sees which language is behind."""

import html
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client, TestCase
from django.utils import timezone
from tests.site.admin import chief, editing_process, public_process
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from romdoul.site.content.places import page_at
from romdoul.site.editing.links.checking import faults_of
from romdoul.site.editing.translating.state import state
from romdoul.site.editors.roles import Role
from romdoul.site.pages.models import ArticlePage

pytestmark = pytest.mark.django_db
ABOUT = "about"


@pytest.fixture(autouse=True)
def in_the_editing_process() -> Iterator[None]:
    with editing_process():
        yield


@pytest.fixture
def reviewer() -> Client:
    return chief()


def article() -> ArticlePage:
    """Return a page in Khmer with a part of each kind that holds words or a link."""
    news, about = page_at("explore/media/news", "km"), page_at(ABOUT, "km")
    page = ArticlePage(
        title="ចំណងជើង",
        slug="a-page",
        summary="សង្ខេប",
        published_on=timezone.localdate(),
        source_url="https://paper.example/",
    )
    page.locale = news.locale
    page.body = [
        ("text", f'<p>អត្ថបទ <a linktype="page" id="{about.pk}">តំណ</a></p>'),
        ("quote", {"text": "សម្រង់", "who": "គេ", "source_url": ""}),
        ("links", {"links": [{"text": "ទៅ", "page": about}]}),
    ]
    news.add_child(instance=page)
    page.save_revision().publish()
    return page


def begin(client: Client, page: Page) -> Page:
    """Begin a translation as an editor does; return the English page."""
    english = Locale.objects.get(language_code="en")
    with TestCase.captureOnCommitCallbacks(execute=True):
        told = {"locales": [english.pk]}
        answer = client.post(f"/localize/submit/page/{page.pk}/", told)
    assert answer.status_code == 302
    return page.get_translation(english)


def shown(client: Client, page: Page) -> dict[str, Any]:
    """Return what the editor side by side is given."""
    body = client.get(f"/pages/{page.pk}/edit/").content.decode()
    props = re.search(r'data-props="([^"]*)"', body)
    assert props is not None
    return json.loads(html.unescape(props[1]))


def translate_all(client: Client) -> None:
    translation = Translation.objects.get()
    for segment in StringSegment.objects.filter(source=translation.source):
        words = segment.context.path
        told = re.sub(r"[^<>]*[\u1780-\u17ff][^<>]*", "Words", segment.string.data)
        told = "a-page-in-english" if words == "slug" else told
        address = f"/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
        answer = client.put(
            address,
            urlencode({"value": told}),
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code == 201, answer.content.decode()


def publish(client: Client, page: Page) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(f"/pages/{page.pk}/edit/", {"action": "publish"})
    assert answer.status_code in {200, 302}
    page.refresh_from_db()


@pytest.mark.parametrize("role", Role)
def test_what_begins_to_be_translated_is_a_draft(role: Role) -> None:
    english = begin(chief(role=role), article())
    assert not english.live
    with public_process():
        assert Client().get("/en/explore/media/news/a-page/").status_code == 404


def test_every_part_stands_beside_its_translation(reviewer: Client) -> None:
    english = begin(reviewer, article())
    given = shown(reviewer, english)
    paths = [
        re.sub(r"[0-9a-f-]{36}", "*", one["contentPath"]) for one in given["segments"]
    ]
    assert {"title", "summary", "slug"} <= set(paths)
    assert {"body.*", "body.*.text", "body.*.who", "body.*.links.*.text"} <= set(paths)
    kinds = {one["contentPath"]: one["type"] for one in given["segments"]}
    assert kinds["source_url"] == "synchronised_value", "it may be another address"
    assert any(path.endswith(".page") for path in kinds), "and another page"


def test_a_translation_is_published_and_leads_within_its_language(
    reviewer: Client,
) -> None:
    english = begin(reviewer, article())
    translate_all(reviewer)
    publish(reviewer, english)
    assert english.live
    assert faults_of(english.specific) == []
    with public_process():
        page = Client().get(english.specific.url).content.decode()
    main = page.partition("<h1")[2].partition("</main")[0]
    assert "Words" in main
    assert not re.search("[\u1780-\u17b3]", main.partition('class="share"')[0])
    assert main.count('href="/en/about/"') == 2
    assert 'href="/km/about/"' not in main


def test_an_editor_hands_a_translation_in_and_does_not_publish_it() -> None:
    editor = chief(role=Role.EDITOR)
    english = begin(editor, article())
    translate_all(editor)
    editor.post(f"/pages/{english.pk}/edit/", {"action": "publish"})
    english.refresh_from_db()
    assert not english.live


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REVIEWER])
def test_only_who_may_publish_is_asked_and_publishes_by_taking_changes_over(
    role: Role,
) -> None:
    client = chief(role=role)
    english = begin(client, article())
    source = TranslationSource.objects.get()
    address = f"/localize/update/{source.pk}/"
    asked = "Publish immediately" in client.get(address).content.decode()
    assert asked is (role is Role.REVIEWER)
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(address, {"publish_translations": "on"})
    english.refresh_from_db()
    assert english.live is (role is Role.REVIEWER)


def test_who_may_not_publish_takes_changes_over_all_the_same() -> None:
    client = chief(role=Role.EDITOR)
    page = article()
    english = begin(client, page)
    page.title = "ចំណងជើងថ្មី"
    page.save_revision().publish()
    source = TranslationSource.objects.get()
    assert client.post(f"/localize/update/{source.pk}/", {}).status_code == 302
    titles = [one.get("source") for one in shown(client, english)["segments"]]
    assert "ចំណងជើងថ្មី" in titles


def later(page: Page, **ago: int) -> None:
    moment = timezone.now() - timedelta(**ago)
    Page.objects.filter(pk=page.pk).update(last_published_at=moment)


def test_the_language_that_was_published_first_is_behind() -> None:
    khmer, english = page_at(ABOUT, "km"), page_at(ABOUT, "en")
    later(khmer, days=1)
    found = [(one.page.pk, one.other.pk) for one in state().behind]
    assert (khmer.pk, english.pk) in found
    khmer.specific.save_revision().publish()
    later(english, minutes=3)
    assert khmer.pk not in {one.page.pk for one in state().behind}
    assert english.pk not in {one.page.pk for one in state().behind}


def test_a_page_in_one_language_is_listed(reviewer: Client) -> None:
    page = article()
    assert page.pk in {one.pk for one in state().alone}
    listed = reviewer.get("/reports/translations/").content.decode()
    assert f"/localize/submit/page/{page.pk}/" in listed


@pytest.mark.parametrize("language", ["km", "en"])
def test_what_is_behind_is_listed_with_the_way_to_mend_it(language: str) -> None:
    client = chief(language)
    page = article()
    english = begin(client, page)
    translate_all(client)
    publish(client, english)
    later(english, days=2)
    listed = client.get("/reports/translations/").content.decode()
    source = TranslationSource.objects.get()
    assert f"/pages/{english.pk}/edit/" in listed
    assert f"/localize/update/{source.pk}/" in listed


def test_no_page_of_the_translation_holds_a_script_of_its_own(
    reviewer: Client,
) -> None:
    page = article()
    submit = reviewer.get(f"/localize/submit/page/{page.pk}/").content.decode()
    english = begin(reviewer, page)
    edit = reviewer.get(f"/pages/{english.pk}/edit/").content.decode()
    for body in (submit, edit):
        scripts = re.findall(r"<script([^>]*)>([^<]*)", body)
        own = [(given, told) for given, told in scripts if told.strip()]
        assert [one for one in own if "json" not in one[0]] == []
