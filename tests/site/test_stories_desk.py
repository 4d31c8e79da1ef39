"""The stories' desk: a list to go on in, and a question before a consent ends."""

import re
from collections.abc import Iterator

import pytest
from tests.factories.editors import editor, signed_in
from tests.site.admin import editing_process
from tests.site.stories import written

from romdoul.site.editors.models import Editor
from romdoul.site.editors.roles import Role
from romdoul.site.pages.models import CaseStoryPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_editing_process() -> Iterator[None]:
    with editing_process():
        yield


@pytest.fixture
def writer() -> Editor:
    return editor("writer", Role.EDITOR)


@pytest.fixture
def story(writer: Editor) -> CaseStoryPage:
    return written(writer)


def test_who_withdraws_is_asked_about_a_story_by_its_name(
    story: CaseStoryPage, writer: Editor
) -> None:
    asked = signed_in(writer).post(f"/stories/{story.translation_key}/withdraw/")
    assert story.title in asked.content.decode()


def test_who_types_where_a_button_leads_is_shown_the_way_back(
    story: CaseStoryPage, writer: Editor
) -> None:
    typed = signed_in(writer).get(f"/stories/{story.translation_key}/withdraw/")
    shown = typed.content.decode()
    assert typed.status_code == 405
    assert "Only a button leads here" in shown
    assert "Go to the first page" in shown
    assert "My day" not in shown


def test_the_desk_lists_the_newest_and_goes_on_from_there(writer: Editor) -> None:
    """However many there are: of each that is listed, the newest draft is read."""
    told = [written(writer, f"Kite number {number:02}") for number in range(23)]
    browser = signed_in(writer)
    first = browser.get("/stories/").content.decode()
    onward = re.search(r'href="(/stories/before/[^"]+)"', first)
    assert onward
    rest = browser.get(onward[1]).content.decode()
    for number, page in enumerate(told):
        assert ((page.title in first), (page.title in rest)) == (number > 2, number < 3)
    assert "before/" not in rest
    assert "To the newest" in rest
    assert browser.get("/stories/before/yesterday/").status_code == 404
