"""A file that is on the website stays as it was when somebody let it out."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from tests.factories.articles import NEWS
from tests.site.admin import chief
from tests.site.edit.sending import KINDS, editing_files, form_of, replaced, uploaded
from wagtail.images.models import Image

from romdoul.site.content.places import page_at
from romdoul.site.editors.roles import Role
from romdoul.site.pages.models import ArticlePage

pytestmark = [
    pytest.mark.django_db,
    # Wagtail lets go of what it made a picture in, and closes it not.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def in_the_editing_process(tmp_path: Path, settings: Any) -> Iterator[None]:
    with editing_files(tmp_path, settings):
        yield


@pytest.fixture
def editor() -> Client:
    return chief(role=Role.EDITOR)


@pytest.fixture
def reviewer() -> Client:
    return chief(role=Role.REVIEWER)


def shown(file: Model, *, live: bool = True) -> ArticlePage:
    """Return an article with the file in it."""
    news = page_at(NEWS, "en")
    page = ArticlePage(title="A day", slug="a-day", published_on=timezone.localdate())
    page.locale, page.live = news.locale, live
    if isinstance(file, Image):
        page.picture, page.is_decoration = file, True
    else:
        link = f'<p><a linktype="document" id="{file.pk}">The map</a></p>'
        page.body = [("text", link)]
    news.add_child(instance=page)
    page.save_revision()
    return page


def as_it_is(file: Model) -> tuple[str, bytes]:
    file = type(file).objects.get(pk=file.pk)
    return file.title, Path(file.file.path).read_bytes()


def everything(client: Client, kind: str, file: Model) -> None:
    """Send what replaces, renames or deletes a file, by each route there is."""
    one = "image" if kind == "images" else "doc"
    label = "wagtailimages/image" if kind == "images" else "wagtaildocs/document"
    replaced(client, kind, file)
    client.post(form_of(kind, file), {"title": "Other"})
    for address in (f"/images/{file.pk}/delete/", f"/documents/delete/{file.pk}/"):
        client.post(address if kind in address else "/")
    rows = {f"{one}-{file.pk}-title": "Other", f"{one}-{file.pk}-tags": ""}
    asked = {"X-Requested-With": "XMLHttpRequest"}
    client.post(f"/{kind}/multiple/{file.pk}/", rows, headers=asked)
    client.post(f"/{kind}/multiple/{file.pk}/delete/", headers=asked)
    for act in ("delete", "add_tags", "add_to_collection"):
        client.post(f"/bulk/{label}/{act}/?id={file.pk}", {"tags": "a"})
        client.post(f"/bulk/{label}/{act}/?id=all", {"tags": "a"})


@pytest.mark.parametrize("kind", KINDS)
def test_who_uploaded_a_file_may_replace_it_while_nobody_sees_it(
    editor: Client, kind: str
) -> None:
    file = uploaded(editor, kind)
    shown(file, live=False)
    before = as_it_is(file)
    replaced(editor, kind, file)
    assert as_it_is(file) != before


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_changes_no_file_that_is_out(editor: Client, kind: str) -> None:
    file = uploaded(editor, kind)
    shown(file)
    before = as_it_is(file)
    editor.raise_request_exception = False
    everything(editor, kind, file)
    assert as_it_is(file) == before
    assert not file.tags.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_nor_one_that_will_be_out_by_the_clock(editor: Client, kind: str) -> None:
    file = uploaded(editor, kind)
    page = shown(file, live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    before = as_it_is(file)
    editor.raise_request_exception = False
    everything(editor, kind, file)
    assert as_it_is(file) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_reviewer_replaces_none_either_and_is_told_what_to_do(
    editor: Client, reviewer: Client, kind: str
) -> None:
    file = uploaded(editor, kind)
    shown(file)
    before = as_it_is(file)
    assert "Upload a new file and choose it" in replaced(reviewer, kind, file)
    assert as_it_is(file) == before
    reviewer.post(form_of(kind, file), {"title": "A clearer name"})
    assert as_it_is(file) == ("A clearer name", before[1])


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Once a page with this file is out"), ("km", "នៅពេល")],
)
def test_whoever_uploads_is_told_before(language: str, words: str) -> None:
    client = chief(language, Role.EDITOR)
    for kind in KINDS:
        assert words in client.get(f"/{kind}/add/").content.decode()
