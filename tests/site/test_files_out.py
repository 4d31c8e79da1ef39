"""A file is out while a page is that refers to it, and gone with the last one."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.articles import article
from tests.factories.editors import account
from tests.site.admin import chief, editing_process
from tests.site.pictured import MISSION, lead, linked, picture, show
from tests.site.stories import TODAY, newest, out, review, written
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition

from romdoul.site.content.places import page_at
from romdoul.site.files import published
from romdoul.site.pages import editions
from romdoul.site.pages.models import CaseStoryPage
from romdoul.site.pages.models.story_records import StoryConsent
from romdoul.site.pictures import sizes
from romdoul.site.stories import acts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def leaflet() -> Document:
    file = ContentFile(b"%PDF-1.7 a leaflet", name="leaflet.pdf")
    return Document.objects.create(title="A leaflet", file=file)


def address_of(one: Document | Image) -> str:
    made = Rendition.objects.filter(image=one) if isinstance(one, Image) else [one]
    return str(made[0].url)


def asked(address: str, browser: Client | None = None) -> Any:
    """Return what is answered, to its end, to who asks for a file."""
    answer = (browser or Client()).get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer


def status(one: Document | Image) -> int:
    return int(asked(address_of(one)).status_code)


def test_what_no_page_refers_to_is_not_there() -> None:
    assert status(leaflet()) == 404
    assert status(picture()) == 404


def test_what_a_draft_alone_refers_to_is_there_for_editors() -> None:
    image, document = picture(), leaflet()
    draft = page_at(MISSION, "en").specific
    show(lead(draft, document), image).save_revision()
    assert {status(image), status(document)} == {404}
    with editing_process():
        editor = chief()
        for one in (document, image):
            assert asked(address_of(one), editor).status_code == 200


def test_what_a_draft_no_longer_shows_is_there_while_the_page_is() -> None:
    image = picture()
    page = show(page_at(MISSION, "en").specific, image)
    page.save_revision().publish()
    page = page_at(MISSION, "en").specific
    del page.body[-1]
    page.save_revision()
    assert status(image) == 200
    page.get_latest_revision().publish()
    assert status(image) == 404


def test_it_goes_with_the_page() -> None:
    document = linked(leaflet())
    assert status(document) == 200
    page_at(MISSION, "en").specific.unpublish()
    assert status(document) == 404


def test_the_picture_beside_an_article_is_there() -> None:
    image = picture()
    page = article("A morning at the market", TODAY)
    page.picture, page.alternative = image, "A green house"
    page.save_revision().publish()
    assert status(image) == 200


def test_a_picture_is_kept_an_hour_at_most() -> None:
    image = picture()
    show(page_at(MISSION, "en").specific, image).save_revision().publish()
    assert asked(address_of(image))["Cache-Control"] == "public, max-age=3600"


def test_warm_it_costs_no_query() -> None:
    image, document = picture(), leaflet()
    page = lead(page_at(MISSION, "en").specific, document)
    show(page, image).save_revision().publish()
    file = Rendition.objects.filter(image=image)[0].file.name
    for _ in range(2):
        editions.current()
        with CaptureQueriesContext(connection) as queries:
            assert published.is_document_out(document.pk)
            assert published.is_picture_out(file)
    assert len(queries) == 0


@pytest.fixture
def told() -> tuple[CaseStoryPage, Image, Document]:
    """Return a story that is out, with what it shows and leads to."""
    writer = account("writer", "add_storyconsent")
    reviewer = account("reviewer", "add_storyreview")
    image, document = picture(), leaflet()
    page = written(writer)
    show(lead(page, document), image).save_revision(user=writer)
    out(page, writer, reviewer)
    return page, image, document


Told = tuple[CaseStoryPage, Image, Document]


def statuses(addresses: Iterable[str]) -> set[int]:
    return {asked(one).status_code for one in addresses}


def test_what_a_story_shows_goes_when_its_consent_is_withdrawn(told: Told) -> None:
    page, *files = told
    addresses = [address_of(one) for one in files]
    assert statuses(addresses) == {200}
    editor = account("second", "add_storyconsent")
    acts.withdraw_consent(editor, story=page.translation_key)
    assert statuses(addresses) == {404}


def test_or_when_it_ends(told: Told) -> None:
    _page, *files = told
    StoryConsent.objects.update(ends_on=TODAY)
    assert statuses(map(address_of, files)) == {404}


def test_or_when_somebody_doubts_the_text(told: Told) -> None:
    page, *files = told
    addresses = [address_of(one) for one in files]
    assert statuses(addresses) == {200}
    review(account("third", "add_storyreview"), page, [])
    assert statuses(addresses) == {404}


def test_a_picture_in_sizes_made_anew_is_the_same_text(
    told: Told, django_capture_on_commit_callbacks: Any
) -> None:
    page, image, _document = told
    before = newest(page)
    with django_capture_on_commit_callbacks(execute=True):
        image.renditions.all().delete()
    sizes.make(image)
    assert newest(page) == before
