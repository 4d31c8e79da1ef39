"""A story is listed, found and led to only while it may be told, as is its page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.editors import account
from tests.site.admin import chief, editing_process
from tests.site.stories import (
    PLACE,
    TODAY,
    newest,
    out,
    publish,
    review,
    written,
)
from wagtail.models import Page

from romdoul.site.content.places import page_at
from romdoul.site.editors.models import Editor
from romdoul.site.pages.kept import pages
from romdoul.site.pages.models import CaseStoryPage
from romdoul.site.pages.models.story_records import StoryConsent, StoryReview
from romdoul.site.pages.twins import other_than
from romdoul.site.search.finding import find
from romdoul.site.stories.telling import children_of

pytestmark = pytest.mark.django_db
LIST = f"/en/{PLACE}/"


@pytest.fixture
def writer() -> Editor:
    return account("writer", "add_storyconsent")


@pytest.fixture
def reviewer() -> Editor:
    return account("reviewer", "add_storyreview")


@pytest.fixture
def story(writer: Editor, reviewer: Editor) -> CaseStoryPage:
    page = written(writer)
    out(page, writer, reviewer)
    return page


def stands(page: CaseStoryPage) -> dict[str, bool]:
    """Return where a visitor comes upon a story."""
    pages.forget()
    browser = Client()
    elsewhere = browser.get(page.url.replace("/en/", "/km/")).content.decode()
    return {
        "page": browser.get(page.url).status_code == 200,
        "list": page.title in browser.get(LIST).content.decode(),
        "search": find("kite", language="en").count == 1,
        "feed": page.title in browser.get("/en/news.xml").content.decode(),
        "other language": page.title in elsewhere,
    }


def test_what_may_be_told_stands_everywhere(story: CaseStoryPage) -> None:
    assert set(stands(story).values()) == {True}


def test_a_consent_that_ended_ends_it_everywhere_before_anybody_unpublishes(
    story: CaseStoryPage,
) -> None:
    StoryConsent.objects.update(ends_on=TODAY)
    assert set(stands(story).values()) == {False}
    story.refresh_from_db()
    assert story.live


def test_a_text_that_nobody_reviewed_stands_nowhere(story: CaseStoryPage) -> None:
    """However it came there: an action of the admin asks no page to publish itself."""
    story.title = "The girl with another kite"
    story.save()
    assert set(stands(story).values()) == {False}


def test_the_latest_review_of_what_is_out_counts(
    story: CaseStoryPage, reviewer: Editor
) -> None:
    StoryReview.objects.create(
        story=story.translation_key,
        language="en",
        text_digest=newest(story),
        is_passed=False,
        reviewed_by=reviewer,
    )
    assert set(stands(story).values()) == {False}


def test_a_review_that_fails_takes_it_off_at_once(story: CaseStoryPage) -> None:
    browser = Client()
    assert browser.get(story.url).status_code == 200
    review(account("third", "add_storyreview"), story, [])
    assert browser.get(story.url).status_code == 404
    story.refresh_from_db()
    assert not story.live


def test_a_draft_that_fails_leaves_what_is_out(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    draft = story.get_latest_revision_as_object()
    draft.summary = "A summary that tells too much."
    draft.save_revision(user=writer)
    review(reviewer, story, [])
    assert stands(story)["page"]


def test_a_story_goes_out_again_when_it_was_mended(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    review(reviewer, story, [])
    story.refresh_from_db()
    story.summary = "A summary that tells nothing."
    story.save_revision(user=writer)
    review(reviewer, story)
    publish(story)
    assert stands(story)["page"]


def test_to_list_and_find_costs_the_same_however_many_stories_there_are(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    asked: list[tuple[int, ...]] = []
    for number in range(2, 5):
        asked.append((queries(listed), queries(found), queries(elsewhere)))
        out(written(writer, f"The kite of {number}"), writer, reviewer)
    assert len(set(asked)) == 1
    assert len(listed()) == 4
    assert found() == 4


def listed() -> list[Page]:
    return list(children_of(page_at(PLACE, "en")))


def found() -> int:
    return find("kite", language="en").count


def elsewhere() -> Page | None:
    return other_than("km", f"{PLACE}/the-girl-with-the-kite/")


def queries(act: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        act()
    return len(asked)


@pytest.mark.parametrize("alias", [{}, {"alias": "on"}])
def test_a_story_is_not_copied(story: CaseStoryPage, alias: dict[str, str]) -> None:
    told = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": story.get_parent().pk,
        "publish_copies": "on",
    }
    with editing_process():
        answer = chief().post(f"/pages/{story.pk}/copy/", told | alias, follow=True)
    assert "A story is not copied" in answer.content.decode()
    assert CaseStoryPage.objects.count() == 1


def test_nor_with_the_page_above_it(story: CaseStoryPage) -> None:
    above = story.get_parent()
    told = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": above.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    with editing_process():
        chief().post(f"/pages/{above.pk}/copy/", told)
    assert CaseStoryPage.objects.count() == 1
    assert not Page.objects.filter(slug="a-copy").exists()


def test_a_copy_made_without_asking_is_told_nowhere(story: CaseStoryPage) -> None:
    copied = story.copy(update_attrs={"slug": "a-copy"}, keep_live=True)
    assert not copied.live
    CaseStoryPage.objects.filter(pk=copied.pk).update(live=True)
    assert Client().get(copied.url).status_code == 404
    assert list(children_of(page_at(PLACE, "en"))) == [story.page_ptr]
