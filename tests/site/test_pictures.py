"""The sizes of pictures are made where they are uploaded; looking makes nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.site.pictured import MISSION, picture, show
from wagtail.images.models import Image, Rendition

from romdoul.site.content.places import page_at
from romdoul.site.pictures import sizes, use

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def public_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' process has every app: let it be one that may only look."""
    monkeypatch.setattr(sizes, "_may_make", lambda: False)


def page_with(image: Image, place: str = MISSION) -> Any:
    page = show(page_at(place, "en").specific, image)
    page.save_revision().publish()
    return page


def test_an_upload_makes_every_size() -> None:
    image = picture()
    made = {one.filter_spec: one for one in Rendition.objects.filter(image=image)}
    assert set(made) == set(sizes.ALL)
    assert [one.width for one in sizes.shown(image, "page")] == [400, 800]
    for one in made.values():
        assert Path(one.file.path).is_file()


def test_a_page_shows_them_with_the_words_that_stand_there(public_alone: None) -> None:
    page = Client().get(page_with(picture()).url).content.decode()
    assert 'alt="A green house"' in page
    for width in (400, 800):
        assert f" {width}w" in page


def test_what_is_not_made_is_left_out_and_nothing_is_written(
    public_alone: None,
) -> None:
    image = picture()
    page = page_with(image)
    Rendition.objects.filter(image=image).delete()
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = Client().get(page.url)
    assert answer.status_code == 200
    assert "<img" not in answer.content.decode()
    assert not [sql for sql in asked if sql.lstrip().upper().startswith(WRITES)]


def test_a_page_that_is_withdrawn_leaves_no_picture_behind(
    django_capture_on_commit_callbacks: Any,
) -> None:
    image = picture()
    page = page_with(image)
    address = sizes.shown(image, "page")[0].url
    assert page_gives(address)
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert not page_gives(address)
    assert Path(image.file.path).is_file()
    assert use.make_missing() == 0
    page.get_latest_revision().publish()
    again = Image.objects.get(pk=image.pk)
    assert page_gives(sizes.shown(again, "page")[0].url)


def test_a_picture_that_another_page_shows_stays(
    django_capture_on_commit_callbacks: Any,
) -> None:
    image = picture()
    page, other = page_with(image), page_with(image, "about/team")
    address = sizes.shown(image, "page")[0].url
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert page_gives(address)
    with django_capture_on_commit_callbacks(execute=True):
        other.unpublish()
    assert not page_gives(address)


def page_gives(address: str) -> bool:
    answer = Client().get(address)
    if answer.status_code == 200:
        list(answer.streaming_content)
    return answer.status_code == 200


def test_the_editing_makes_what_a_picture_lacks() -> None:
    image = picture()
    page_with(image)
    Rendition.objects.filter(image=image, filter_spec__startswith="width-400").delete()
    assert use.make_missing() == 1
    assert use.make_missing() == 0
    assert set(sizes.ALL) == {one.filter_spec for one in image.renditions.all()}
