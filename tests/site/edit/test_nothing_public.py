"""An editor makes nothing public by a route of the translations, nor changes it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import get_resolver
from django.utils import timezone
from tests.factories.articles import NEWS
from tests.site.admin import chief, editing_process
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from romdoul.site.content.places import page_at
from romdoul.site.editors.roles import Role
from romdoul.site.pages.models import ArticlePage, TextPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_editing_process() -> Iterator[None]:
    with editing_process():
        yield


@pytest.fixture
def editor() -> Client:
    return chief(role=Role.EDITOR)


def out() -> dict[int, tuple[str, ...]]:
    """Return what the public can read, by page."""
    pages = Page.objects.filter(live=True).specific().order_by("pk")
    return {p.pk: (p.title, p.slug, p.url_path, str(p.body)) for p in pages[1:]}


def article(title: str = "ចំណងជើង", parent: Page | None = None) -> ArticlePage:
    parent = parent or page_at(NEWS, "km")
    page = ArticlePage(title=title, slug="a-page", published_on=timezone.localdate())
    page.locale = Locale.objects.get(language_code="km")
    page.body = [("text", "<p>អត្ថបទ</p>")]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def translated(page: Page, *, live: bool) -> Translation:
    """Return the translation of a page whose English is in words of its own."""
    english = Locale.objects.get(language_code="en")
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english)
    other = page.copy_for_translation(english, copy_parents=True)
    other.title, other.live = "In words of its own", live
    other.save()
    other.save_revision()
    return translation


def post(client: Client, address: str, told: dict[str, Any]) -> int:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(address, told).status_code


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("role", Role)
def test_no_translation_is_replaced_by_what_it_was_translated_from(
    role: Role, *, live: bool
) -> None:
    page = translated(article(), live=live).get_target_instance()
    before = out()
    client = chief(role=role)
    assert post(client, f"/localize/page/{page.pk}/convert_to_alias/", {}) == 404
    assert out() == before
    assert Translation.objects.count() == 1
    offered = client.get(f"/pages/{page.pk}/edit/").content.decode()
    assert "localize-convert-to-alias" not in offered


def test_translating_what_is_below_changes_no_page_that_is_out(editor: Client) -> None:
    news = page_at(NEWS, "km")
    above = TextPage(title="ខាងលើ", slug="above", locale=news.locale, live=False)
    page_at("about", "km").add_child(instance=above)
    other = translated(article(), live=True).get_target_instance()
    page = ArticlePage.objects.get(translation_key=other.translation_key, locale=1)
    Page.objects.get(pk=page.pk).move(above, pos="last-child")
    before = out()
    english = Locale.objects.get(language_code="en").pk
    told = {"locales": [english], "include_subtree": "on"}
    assert post(editor, f"/localize/submit/page/{above.pk}/", told) == 302
    assert out() == before


def test_a_translation_that_may_not_go_out_leaves_what_is_out(editor: Client) -> None:
    """Publishing may be refused after wagtail-localize has written."""
    translation = translated(article(), live=True)
    before = out()
    translation.save_target(publish=False)
    assert out() == before
    drafted = translation.get_target_instance().get_latest_revision_as_object()
    assert drafted.title == "ចំណងជើង", "as a draft, it is what was translated"


ROUTES = [
    f"/localize/{pattern.pattern}"
    for one in get_resolver("romdoul.config.urls.edit").url_patterns
    for mounted in getattr(one, "url_patterns", [])
    if str(mounted.pattern) == "localize/" and hasattr(mounted, "url_patterns")
    for pattern in mounted.url_patterns
]


def addresses(translation: Translation, page: Page) -> list[str]:
    ids = {
        "<int:page_id>": page.pk,
        "<slug:app_label>": "pages",
        "<slug:model_name>": "articlepage",
        "<str:pk>": page.pk,
        "<int:translation_source_id>": translation.source_id,
        "<int:translation_id>": translation.pk,
        "<int:string_segment_id>": StringSegment.objects.first().pk,
        "<int:overridable_segment_id>": 1,
        "<str:mode>": "",
    }
    made = []
    for route in ROUTES:
        address = route
        for name, value in ids.items():
            address = address.replace(name, str(value))
        assert "<" not in address, "a route that this test does not know"
        made.append(address)
    return made


@pytest.mark.parametrize("live", [True, False])
def test_whatever_an_editor_sends_to_the_translations_nothing_public_changes(
    editor: Client, *, live: bool
) -> None:
    translation = translated(article(), live=live)
    english = translation.get_target_instance()
    source = translation.source.get_source_instance()
    before = out()
    told = {
        "publish_translations": "on",
        "locales": [Locale.objects.get(language_code="en").pk],
        "include_subtree": "on",
        "action": "publish",
        "value": "Other words",
    }
    assert len(ROUTES) >= 12
    editor.raise_request_exception = False
    for page in (source, english):
        for address in addresses(translation, page):
            post(editor, address, told)
            editor.put(address, "value=Other", content_type="text/plain")
            assert out() == before, address
        post(editor, f"/pages/{page.pk}/edit/", told)
        post(editor, f"/pages/{page.pk}/convert_alias/", told)
        assert out() == before
