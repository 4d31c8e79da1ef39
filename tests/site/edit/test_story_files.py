"""What a second person looked at is a story with its files, not with their names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from tests.factories.editors import signed_in
from tests.site.admin import public_process
from tests.site.edit.sending import (
    KINDS,
    File,
    editing_files,
    replaced,
    uploaded,
)
from tests.site.pictured import lead, show
from tests.site.stories import consent, out, publish, review, written
from wagtail.documents.models import Document
from wagtail.images.models import Image

from romdoul.kernel.errors import Refused
from romdoul.site.content.places import page_at
from romdoul.site.editing.uploads import forms
from romdoul.site.editors.models import Editor
from romdoul.site.pages.kept import pages
from romdoul.site.pages.models import CaseStoryPage

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
def writing(writer: Editor) -> Client:
    return signed_in(writer)


@pytest.fixture
def reviewing(reviewer: Editor) -> Client:
    return signed_in(reviewer)


def story_with(writer: Editor, file: File) -> CaseStoryPage:
    """Write a story that holds the file; it is a draft."""
    page = written(writer)
    holding = show(page, file) if isinstance(file, Image) else lead(page, file)
    holding.save_revision(user=writer)
    return CaseStoryPage.objects.get(pk=page.pk)


def unguarded() -> Any:
    """Let the form refuse nothing: what is left is what the story itself asks."""
    return patch.object(forms, "why_kept", lambda _file: None)


def is_told(page: CaseStoryPage) -> bool:
    pages.forget()
    with public_process():
        return Client().get(page.url).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_in_a_storys_draft_is_not_replaced_and_the_form_says_why(
    writer: Editor, kind: str, writing: Client, reviewing: Client
) -> None:
    file = uploaded(writing, kind)
    story_with(writer, file)
    before = type(file).objects.get(pk=file.pk).file.name
    answer = replaced(reviewing, kind, file)
    assert "Somebody else looks at a story" in answer
    assert "Upload a new file and choose it" in answer
    again = type(file).objects.get(pk=file.pk)
    assert (again.file.name, again.file_hash) == (before, file.file_hash)


def test_nor_is_one_in_a_draft_of_the_page_on_giving(
    writer: Editor, writing: Client, reviewing: Client
) -> None:
    file = uploaded(writing, "images")
    found = page_at("act/donate", "en").specific
    show(found, file).save_revision(user=writer)
    assert "Somebody else looks at a story" in replaced(reviewing, "images", file)


def test_a_file_that_a_draft_holds_no_more_may_be_replaced(
    writer: Editor, writing: Client, reviewing: Client
) -> None:
    file = uploaded(writing, "images")
    page = story_with(writer, file)
    page.body = [("text", "<p>Without a picture.</p>")]
    page.save_revision(user=writer)
    replaced(reviewing, "images", file)
    assert Image.objects.get().file_hash != file.file_hash


@pytest.mark.parametrize("kind", KINDS)
def test_another_file_of_the_same_name_is_another_story(
    writer: Editor, reviewer: Editor, kind: str, writing: Client, reviewing: Client
) -> None:
    file = uploaded(writing, kind)
    page = story_with(writer, file)
    consent(writer, page)
    review(reviewer, page)
    with unguarded():
        replaced(reviewing, kind, file, "b")
        replaced(reviewing, kind, file, "a")
    assert type(file).objects.get().file.name == file.file.name
    with pytest.raises(Refused):
        publish(page)
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_changed_takes_the_story_off_until_it_is_reviewed_again(
    writer: Editor, reviewer: Editor, kind: str, writing: Client, reviewing: Client
) -> None:
    file = uploaded(writing, kind)
    page = story_with(writer, file)
    out(page, writer, reviewer)
    assert is_told(page)
    with unguarded():
        replaced(reviewing, kind, file)
    assert not is_told(page)
    shown = reviewing.get(f"/stories/{page.translation_key}/")
    assert "Nobody but its writer has reviewed this very text" in shown.content.decode()
    review(reviewer, page)
    assert is_told(page)


def test_saving_a_file_as_it_was_leaves_the_story(
    writer: Editor, reviewer: Editor, writing: Client, reviewing: Client
) -> None:
    file = uploaded(writing, "images")
    page = story_with(writer, file)
    out(page, writer, reviewer)
    told = {"title": "A clearer name", "collection": file.collection_id}
    reviewing.post(f"/images/{file.pk}/", told)
    assert Image.objects.get().title == "A clearer name"
    assert is_told(page)


def test_a_file_whose_content_is_gone_is_another_story(
    writer: Editor, reviewer: Editor, writing: Client
) -> None:
    file = uploaded(writing, "documents")
    page = story_with(writer, file)
    consent(writer, page)
    review(reviewer, page)
    Document.objects.update(file_hash="")
    assert page.get_latest_revision_as_object().standing().is_clear, "read anew"
    Path(file.file.path).unlink()
    assert not page.get_latest_revision_as_object().standing().is_clear
