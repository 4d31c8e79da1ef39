"""A story goes out with consent and a second person's review, and is taken back."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.factories.editors import account
from tests.factories.ledger import events
from tests.site.stories import (
    PLACE,
    TODAY,
    consent,
    out,
    publish,
    review,
    written,
)

from romdoul.kernel.errors import BadInput, NotFound, Refused
from romdoul.ledger.stores import Store
from romdoul.site.editors.models import Editor
from romdoul.site.pages.models import CaseStoryPage
from romdoul.site.pages.models.story_records import StoryConsent, StoryCopy
from romdoul.site.search.finding import find
from romdoul.site.stories import acts
from romdoul.site.stories.clearing import CHECKS, digest_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Editor:
    return account("writer", "add_storyconsent", "add_storyreview")


@pytest.fixture
def reviewer() -> Editor:
    return account("reviewer", "add_storyreview")


@pytest.fixture
def story(writer: Editor) -> CaseStoryPage:
    return written(writer)


def test_a_cleared_story_is_published(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    out(story, writer, reviewer)
    assert Client().get(story.url).status_code == 200
    assert events(Store.SITE) == ["story.consent_recorded", "story.reviewed"]


def test_without_consent_it_is_not(story: CaseStoryPage, reviewer: Editor) -> None:
    review(reviewer, story)
    with pytest.raises(Refused):
        publish(story)
    story.refresh_from_db()
    assert not story.live


def test_without_review_it_is_not(story: CaseStoryPage, writer: Editor) -> None:
    consent(writer, story)
    with pytest.raises(Refused):
        publish(story)


def test_who_wrote_it_cannot_review_it(story: CaseStoryPage, writer: Editor) -> None:
    with pytest.raises(Refused):
        review(writer, story)
    assert events(Store.SITE) == ["action.refused"]


def test_who_wrote_a_word_of_it_later_cannot_have_reviewed_it(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    consent(writer, story)
    review(reviewer, story)
    story.title = "The girl who let a kite go"
    story.save_revision(user=reviewer)
    story.title = "The girl with the kite"
    story.save_revision(user=writer)
    with pytest.raises(Refused):
        publish(story)


def test_who_saved_it_without_a_word_changed_did_not_write_it(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    """Pressing "Publish" saves: a reviewer would be asked to find a third person."""
    consent(writer, story)
    marked = '<p data-block-key="a1b2c">She found words for it\n after a year.</p>'
    story.body = [("text", marked)]
    story.save_revision(user=reviewer)
    review(reviewer, story)
    publish(story)
    assert story.live


@pytest.mark.parametrize(
    "body",
    [
        "<p>She found no words for it after a year.</p>",
        '<p>She found <a href="https://a.example/">words</a> for it after a year.</p>',
    ],
)
def test_another_word_or_link_is_another_text(story: CaseStoryPage, body: str) -> None:
    before = digest_of(story, "en")
    story.body = [("text", body)]
    assert digest_of(story, "en") != before


def test_a_text_that_changed_is_reviewed_anew(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    consent(writer, story)
    review(reviewer, story)
    story.body = [("text", "<p>Another sentence.</p>")]
    story.save_revision(user=writer)
    with pytest.raises(Refused):
        publish(story)
    review(reviewer, story)
    publish(story)
    assert story.live


def test_one_check_that_fails_fails_the_review(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    consent(writer, story)
    review(reviewer, story, list(CHECKS)[1:])
    with pytest.raises(Refused):
        publish(story)


def test_the_latest_word_on_a_text_counts(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    consent(writer, story)
    review(reviewer, story)
    review(account("third", "add_storyreview"), story, [])
    with pytest.raises(Refused):
        publish(story)


def test_who_has_no_right_changes_nothing(story: CaseStoryPage) -> None:
    nobody = account("nobody")
    for act in (
        lambda: consent(nobody, story),
        lambda: review(nobody, story),
        lambda: acts.withdraw_consent(nobody, story=story.translation_key),
        lambda: acts.note_copy(
            nobody, story=story.translation_key, where="x", address="", sent_on=TODAY
        ),
    ):
        with pytest.raises(Refused):
            act()
    assert set(events(Store.SITE)) == {"action.refused"}
    assert not StoryConsent.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"given_on": TODAY + timedelta(days=1)},
        {"ends_on": TODAY},
        {"kept_at": "the file of a name"},
        {"kept_at": ""},
    ],
)
def test_a_consent_that_cannot_be_is_refused(
    story: CaseStoryPage, writer: Editor, changes: dict[str, object]
) -> None:
    with pytest.raises(BadInput):
        consent(writer, story, **changes)
    assert not StoryConsent.objects.exists()
    assert events(Store.SITE) == []


def test_there_is_one_consent_at_a_time(story: CaseStoryPage, writer: Editor) -> None:
    consent(writer, story)
    with pytest.raises(BadInput):
        consent(writer, story)


def test_withdrawn_it_is_gone_from_page_list_search_and_feed_at_once(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    out(story, writer, reviewer)
    acts.note_copy(
        writer, story=story.translation_key, where="Radio", address="", sent_on=TODAY
    )
    index = f"/en/{PLACE}/"
    browser = Client()
    assert "girl with the kite" in browser.get(index).content.decode()
    assert browser.get(story.url).status_code == 200
    assert find("kite", language="en").count == 1
    assert "kite" in browser.get("/en/news.xml").content.decode()
    assert "kite" not in browser.get("/km/news.xml").content.decode()
    copies = acts.withdraw_consent(writer, story=story.translation_key)
    assert [one.where for one in copies] == ["Radio"]
    assert "girl with the kite" not in browser.get(index).content.decode()
    assert browser.get(story.url).status_code == 404
    assert find("kite", language="en").count == 0
    assert "kite" not in browser.get("/en/news.xml").content.decode()
    assert events(Store.SITE)[-1] == "story.consent_withdrawn"
    with pytest.raises(Refused):
        publish(story)
    with pytest.raises(NotFound):
        acts.withdraw_consent(writer, story=story.translation_key)


def test_a_consent_that_ran_out_takes_it_off(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    out(story, writer, reviewer)
    assert acts.end_expired("clock") == 0
    StoryConsent.objects.update(ends_on=TODAY)
    assert Client().get(story.url).status_code == 404
    assert "kite" not in Client().get("/en/news.xml").content.decode()
    assert acts.end_expired("clock") == 1
    story.refresh_from_db()
    assert not story.live
    assert events(Store.SITE)[-1] == "story.consent_ended"


def test_a_copy_is_called_back(story: CaseStoryPage, writer: Editor) -> None:
    made = acts.note_copy(
        writer, story=story.translation_key, where="Radio", address="", sent_on=TODAY
    )
    acts.change_copy(writer, copy=made.pk, is_gone=False)
    acts.change_copy(writer, copy=made.pk, is_gone=True)
    made.refresh_from_db()
    assert (made.asked_back_on, made.gone_on) == (TODAY, TODAY)
    with pytest.raises(NotFound):
        acts.change_copy(writer, copy=made.pk + 1, is_gone=True)
    assert StoryCopy.objects.count() == 1


def test_a_story_of_nobody_is_told_by_its_text_alone(story: CaseStoryPage) -> None:
    here = digest_of(story, "en")
    assert here == digest_of(story, "en")
    assert here != digest_of(story, "km")
    story.summary = "Another summary."
    assert here != digest_of(story, "en")


def test_told_on_a_day(story: CaseStoryPage) -> None:
    assert isinstance(story.told_on, date)


def test_after_a_restore_no_story_is_out_until_its_consent_is_recorded_anew(
    story: CaseStoryPage, writer: Editor, reviewer: Editor
) -> None:
    out(story, writer, reviewer)
    assert acts.doubt_consents("operator") == [str(story.translation_key)]
    assert Client().get(story.url).status_code == 404
    assert find("kite", language="en").count == 0
    assert events(Store.SITE)[-1] == "story.consents_unsure"
    story.refresh_from_db()
    with pytest.raises(Refused):
        publish(story)
    consent(writer, story)
    publish(story)
    assert Client().get(story.url).status_code == 200


def test_where_no_story_has_consent_a_restore_records_nothing_of_it() -> None:
    assert acts.doubt_consents("operator") == []
    assert events(Store.SITE) == []


def test_consents_are_ended_together_or_not_at_all(
    story: CaseStoryPage,
    writer: Editor,
    reviewer: Editor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out(story, writer, reviewer)

    def fail(_story: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(acts, "take_off", fail)
    with pytest.raises(RuntimeError):
        acts.doubt_consents("operator")
    assert StoryConsent.objects.filter(withdrawn_at=None).count() == 1
    assert events(Store.SITE)[-1] == "story.reviewed"
